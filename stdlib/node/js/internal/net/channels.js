'use strict';

// Channels of diagnostics_channel, which cost nothing while nobody has subscribed.

let dc;
const channels = new Map();

function publish(name, message) {
  let channel = channels.get(name);
  if (channel === undefined) {
    dc ??= require('diagnostics_channel');
    channels.set(name, channel = dc.channel(name));
  }
  if (channel.hasSubscribers) channel.publish(typeof message === 'function' ? message() : message);
}

module.exports = { publish };
