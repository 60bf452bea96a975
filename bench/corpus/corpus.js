var seed = 12345;
function rnd(n) { seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff; return (seed >> 8) % n; }
function pick(list) { return list[rnd(list.length)]; }
function two(n) { return n < 10 ? '0' + n : '' + n; }
var wordList = ('the of and to in is that for it was on are as with his they at be this from have or by one had not but ' +
  'what all were when we there can an your which their said if do will each about how up out them then she many some so ' +
  'these would other into has more her two like him see time could no make than first been its who now people my made ' +
  'over did down only way find use may water long little very after words called just where most know').split(' ');
var hosts = ['example.com', 'mail.example.org', 'static.test-site.net', 'api.service.io', 'localhost', 'news.paper.co.uk'];
var users = ['alice', 'bob.jones', 'carol_s', 'd.evans', 'eve', 'frank+news', 'grace-h', 'heidi99'];
function words(n) {
  var out = '';
  for (var i = 0; i < n; i++) out += (i ? ' ' : '') + pick(wordList);
  return out;
}
function date() { return (1990 + rnd(40)) + '-' + two(1 + rnd(12)) + '-' + two(1 + rnd(28)); }
function time() { return two(rnd(24)) + ':' + two(rnd(60)) + ':' + two(rnd(60)); }
function address() { return pick(users) + '@' + pick(hosts); }
function ip() { return rnd(256) + '.' + rnd(256) + '.' + rnd(256) + '.' + rnd(256); }
function lines(n, line) {
  var out = [];
  for (var i = 0; i < n; i++) out.push(line(i));
  return out.join('\n') + '\n';
}
// A web server's access log.
function logText(n) {
  return lines(n, function () {
    return ip() + ' - ' + pick(['-', 'alice', 'bob']) + ' [' + two(1 + rnd(28)) + '/Mar/2024:' + time() + ' +0000] "' +
      pick(['GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE']) + ' /' + pick(wordList) + '/' + pick(wordList) + pick(['', '.html', '.png', '?q=' + rnd(1000), '.js']) +
      ' HTTP/1.1" ' + pick([200, 200, 200, 301, 404, 500]) + ' ' + rnd(100000) + ' "https://' + pick(hosts) + '/" "Mozilla/5.0 (X11; Linux x86_64)"';
  });
}
// A program's log, with levels, key=value pairs and stack traces.
function eventText(n) {
  return lines(n, function (i) {
    if (i % 19 === 7) return '    at ' + pick(wordList) + '.' + pick(wordList) + ' (/srv/app/' + pick(wordList) + '.js:' + rnd(900) + ':' + rnd(80) + ')';
    return date() + 'T' + time() + '.' + (100 + rnd(900)) + 'Z ' + pick(['INFO', 'INFO', 'DEBUG', 'WARN', 'ERROR']) + ' [worker-' + rnd(8) + '] ' +
      words(5) + ' user=' + pick(users) + ' took=' + rnd(500) + 'ms id=' + (rnd(1 << 22) + 65536).toString(16);
  });
}
function htmlText(n) {
  return '<!DOCTYPE html>\n<html lang="en"><head><title>' + words(4) + '</title></head>\n<body>\n' + lines(n, function (i) {
    if (i % 11 === 5) return '<!-- ' + words(6) + ' -->';
    return '<div class="' + pick(wordList) + ' ' + pick(wordList) + '" id="n' + i + '">\n  <a href="https://' + pick(hosts) + '/' + pick(wordList) + '?id=' + rnd(999) +
      '">' + words(3) + '</a>\n  <p>' + words(12) + ' &amp; ' + words(4) + '<br/> <b>' + words(2) + '</b></p>\n  <img src=\'/img/' + rnd(99) + '.png\' alt="">\n</div>';
  }) + '</body></html>\n';
}
function csvText(n) {
  return 'id,name,email,date,amount,note\n' + lines(n, function (i) {
    return i + ',"' + pick(wordList) + ' ' + pick(wordList) + '",' + address() + ',' + date() + ',' + rnd(10000) + '.' + two(rnd(100)) + ',' +
      pick(['', '"said ""' + pick(wordList) + '"", then left"', words(3)]);
  });
}
function codeText(n) {
  return lines(n, function (i) {
    var a = pick(wordList), b = pick(wordList);
    return '// ' + words(6) + '\nfunction ' + a + i + '(' + b + ', x) {\n  /* ' + words(4) + ' */\n  var ' + a + ' = "' + words(2) + '\\n", k = 0x' + rnd(65536).toString(16) +
      ';\n  for (let i = 0; i < ' + b + '.length; i++) {\n    if (' + b + '[i] !== null && x >= ' + rnd(100) + '.5) { k += ' + b + '[i].' + a + ' * 2; }\n  }\n  return k - 1e3;\n}\n';
  });
}
function mailText(n) {
  return lines(n, function () {
    return 'From: "' + pick(wordList) + '" <' + address() + '>\nTo: ' + address() + ', ' + address() + '\nSubject: ' + words(6) +
      '\nDate: ' + pick(['Mon', 'Tue', 'Fri']) + ', ' + (1 + rnd(28)) + ' Jan ' + (2000 + rnd(25)) + ' ' + time() + ' +0100\n\n' + words(30) + '.\n> ' + words(12) + '\nSee https://' + pick(hosts) + '/' + pick(wordList) + ' or write to ' + address() + '.\n';
  });
}
// Prose of letters beyond Latin-1 among others.
function wideText(n) {
  var extra = ['здравствуй', 'мир', 'λόγος', '東京', 'naïve', 'Straße', '😀', 'Ångström', 'слово'];
  return lines(n, function () { return words(4) + ' ' + pick(extra) + ', ' + words(2) + ' ' + pick(extra) + ' ' + rnd(1000) + '.'; });
}
// What all matches of a global regular expression come to.
function countMatches(re, text) {
  var n = 0, h = 0;
  re.lastIndex = 0;
  for (var m; (m = re.exec(text)) !== null;) {
    n++;
    h = (h * 31 + m.index + m[m.length - 1 > 0 ? 1 : 0].length) | 0;
    if (m[0] === '') re.lastIndex++;
  }
  return n + ':' + h;
}
