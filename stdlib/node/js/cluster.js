'use strict';
// The primary's side of cluster, without workers yet.

const EventEmitter = require('events');
const { later } = require('internal/later');
const { ERR_FEATURE_UNAVAILABLE_ON_PLATFORM } = require('internal/errors').codes;

const cluster = module.exports = new EventEmitter();

cluster.isWorker = false;
cluster.isMaster = true; // the old name of isPrimary
cluster.isPrimary = true;
cluster.workers = {};
cluster.settings = {};
cluster.SCHED_NONE = 1;
cluster.SCHED_RR = 2;
cluster.schedulingPolicy = cluster.SCHED_RR;
later(cluster, ['Worker', 'setupPrimary', 'setupMaster', 'fork'],
      (name) => new ERR_FEATURE_UNAVAILABLE_ON_PLATFORM(`cluster.${name}`));

cluster.disconnect = function disconnect(callback) {
  if (callback) process.nextTick(callback);
};
