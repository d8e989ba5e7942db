// Draws the pictures, sorts the tables, hands them out as CSV, switches the colours. Without it the page still says everything.
(function () {
  'use strict';
  const root = document.documentElement;
  const charts = JSON.parse(document.getElementById('charts').textContent);
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  let choice = 'auto';
  let drawn = [];

  // Colours: the switch wins over the system; nothing is kept, since a file has no memory.
  function useTheme() {
    if (choice === 'auto') delete root.dataset.theme;
    else root.dataset.theme = choice;
    document.querySelectorAll('[data-theme-choice]').forEach(button =>
      button.setAttribute('aria-pressed', String(button.dataset.themeChoice === choice)));
    draw();
  }

  // A colour as the style sheet has it at present: only an element that wears it knows.
  const probe = document.body.appendChild(document.createElement('i'));
  probe.hidden = true;
  function colour(name) {
    probe.style.color = 'var(--' + name + ')';
    return getComputedStyle(probe).color;
  }
  const ofGroup = index => colour('p' + (Math.max(0, index) % 8));
  const narrow = () => root.clientWidth < 640;
  const number = value => Math.abs(value) >= 1e6 ? +(value / 1e6).toFixed(2) + 'M' : Math.abs(value) >= 1e4 ? +(value / 1e3).toFixed(1) + 'k' : String(+value.toFixed(2));
  const percent = value => +value.toFixed(1) + ' %';
  function time(seconds) {
    const whole = Math.round(seconds), minutes = Math.floor(whole / 60);
    if (whole < 60) return whole + 's';
    if (minutes < 60) return minutes + 'm' + (whole % 60 ? String(whole % 60).padStart(2, '0') + 's' : '');
    return Math.floor(minutes / 60) + 'h' + (minutes % 60 ? String(minutes % 60).padStart(2, '0') + 'm' : '');
  }
  const format = kind => kind === 'seconds' ? time : number;

  // Steps that people count time in.
  function tickOf(end) {
    const nice = [1, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400, 172800];
    const most = narrow() ? 4 : 8;
    return nice.find(step => end / step <= most) || 604800;
  }

  function axis(extra) {
    return Object.assign({
      nameLocation: 'middle', nameTextStyle: { color: colour('quiet') },
      axisLine: { lineStyle: { color: colour('line') } }, axisLabel: { color: colour('quiet'), hideOverlap: true },
      splitLine: { lineStyle: { color: colour('line'), opacity: .6 } }
    }, extra);
  }

  function valueAxis(kind, name, end, vertical) {
    const label = { color: colour('quiet'), hideOverlap: true, formatter: format(kind), showMaxLabel: end ? false : undefined };
    const made = axis({ type: 'value', name: name, min: 0, nameGap: vertical ? 42 : 28, axisLabel: label });
    if (kind === 'percent') Object.assign(made, { max: 100 });
    else if (end) Object.assign(made, { max: end });
    if (kind === 'seconds' && end) Object.assign(made, { interval: tickOf(end) });
    return made;
  }

  function base(extra) {
    return Object.assign({
      animation: false, textStyle: { color: colour('ink'), fontFamily: getComputedStyle(document.body).fontFamily },
      legend: { bottom: 0, type: 'scroll', textStyle: { color: colour('ink') } },
      tooltip: { confine: true, backgroundColor: colour('panel'), borderColor: colour('line'), textStyle: { color: colour('ink') } }
    }, extra);
  }

  const escape = text => text.replace(/[&<>"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);

  // A step curve as the corners it is drawn through.
  function corners(line) {
    const all = [];
    line.points.forEach((point, index) => {
      if (line.stepped && index > 0) all.push([point[0]].concat(line.points[index - 1].slice(1)));
      all.push(point);
    });
    return all;
  }

  function band(points, name, fill) {
    return {
      type: 'custom', name: name, silent: true, clip: true, data: [points[0].slice(0, 2)], z: 1, tooltip: { show: false }, itemStyle: { color: fill },
      renderItem: (_, api) => ({
        type: 'polygon', style: { fill: fill, opacity: .16 },
        shape: { points: points.map(point => api.coord([point[0], point[3]])).concat(points.slice().reverse().map(point => api.coord([point[0], point[2]]))) }
      })
    };
  }

  function curves(chart) {
    const series = [];
    chart.lines.forEach((line, index) => {
      if (!line.points.length) return;
      const points = corners(line);
      const own = ofGroup(index);
      if (points.some(point => point[2] !== point[3])) series.push(band(points, line.name, own));
      series.push({
        type: 'line', name: line.name, data: points.map(point => point.slice(0, 2)), showSymbol: !line.stepped, symbolSize: 6, color: own, z: 2,
        lineStyle: { width: 2.5, type: ['solid', 'dashed', 'dotted'][Math.floor(index / 8) % 3] }
      });
    });
    if (chart.marks.length && series.length) series[series.length - 1].markLine = {
      silent: true, symbol: 'none', lineStyle: { type: 'dotted', color: colour('quiet') }, label: { color: colour('quiet'), formatter: mark => mark.name },
      data: chart.marks.map(mark => ({ xAxis: mark.at, name: mark.label }))
    };
    return base({
      grid: { left: 58, right: 24, top: 28, bottom: 74 }, series: series,
      xAxis: valueAxis(chart.x, chart.xName, chart.end), yAxis: valueAxis(chart.y, chart.yName, 0, true),
      legend: { bottom: 0, type: 'scroll', textStyle: { color: colour('ink') }, data: chart.lines.filter(line => line.points.length).map(line => line.name) },
      tooltip: Object.assign(base({}).tooltip, {
        trigger: 'axis', formatter: all => {
          const seen = new Set();
          return format(chart.x)(all[0].value[0]) + all.filter(one => one.seriesType === 'line' && !seen.has(one.seriesName) && seen.add(one.seriesName))
            .map(one => '<br>' + one.marker + escape(one.seriesName) + ': ' + (chart.y === 'percent' ? percent(one.value[1]) : number(one.value[1]))).join('');
        }
      })
    });
  }

  // Names of rows take what room there is: the whole line above the bar where there is none beside it.
  function rowAxis(names) {
    return axis({
      type: 'category', data: names, inverse: true, axisTick: { show: false }, splitLine: { show: false },
      axisLabel: { color: colour('ink'), width: narrow() ? 118 : 330, overflow: narrow() ? 'break' : 'truncate', fontSize: narrow() ? 10 : 12, lineHeight: narrow() ? 12 : 14, interval: 0 }
    });
  }

  function rowsGrid(names) {
    const longest = Math.max(...names.map(name => name.length));
    return { left: narrow() ? 126 : Math.min(340, 14 + 7 * longest), right: 24, top: 8, bottom: 62 };
  }

  function bars(chart) {
    return base({
      grid: Object.assign(rowsGrid(chart.rows), { bottom: 74 }), yAxis: rowAxis(chart.rows), xAxis: valueAxis('percent', chart.xName),
      tooltip: Object.assign(base({}).tooltip, { trigger: 'axis', axisPointer: { type: 'shadow' }, valueFormatter: percent }),
      series: chart.parts.map(part => ({
        type: 'bar', stack: 'all', name: part.name, data: part.values, color: colour(part.tone === 'open' ? 'still' : part.tone), barMaxWidth: 20
      }))
    });
  }

  function whisker(own) {
    return (_, api) => {
      const low = api.coord([api.value(1), api.value(0)]);
      const high = api.coord([api.value(2), api.value(0)]);
      const fill = own || ofGroup(api.value(3));
      const line = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1: x1, y1: y1, x2: x2, y2: y2 }, style: { stroke: fill, lineWidth: 2 } });
      return { type: 'group', children: [line(low[0], low[1], high[0], high[1]), line(low[0], low[1] - 5, low[0], low[1] + 5), line(high[0], high[1] - 5, high[0], high[1] + 5)] };
    };
  }

  function ranges(chart) {
    const names = chart.rows.map(row => row.name);
    const top = Math.max(...chart.rows.map(row => row.values[2]));
    return base({
      grid: rowsGrid(names), legend: { show: false }, yAxis: rowAxis(names), xAxis: valueAxis(chart.x, chart.xName, top > 0 ? undefined : 1),
      tooltip: Object.assign(base({}).tooltip, {
        formatter: one => { const row = chart.rows[one.dataIndex]; return escape(row.name) + '<br>' + number(row.values[0]) + ' [' + number(row.values[1]) + ', ' + number(row.values[2]) + ']'; }
      }),
      series: [
        { type: 'custom', renderItem: whisker(), encode: { x: [1, 2], y: 0 }, data: chart.rows.map((row, index) => [index, row.values[1], row.values[2], row.group]) },
        { type: 'scatter', symbolSize: 10, data: chart.rows.map((row, index) => ({ value: [row.values[0], index], itemStyle: { color: ofGroup(row.group) } })) }
      ]
    });
  }

  function points(chart) {
    const isPercent = chart.y === 'percent';
    const reach = (side, most) => +Math.min(most, 1.1 * Math.max(1, ...chart.points.map(point => point[side][2]))).toPrecision(2);
    const text = value => isPercent ? percent(value) : number(value);
    return base({
      grid: { left: 64, right: 30, top: 20, bottom: 74 },
      xAxis: valueAxis('number', chart.xName, reach('across', 100)), yAxis: valueAxis('number', chart.yName, reach('up', isPercent ? 100 : Infinity), true),
      tooltip: Object.assign(base({}).tooltip, {
        formatter: one => { const point = chart.points[one.seriesIndex]; return escape(point.name) + '<br>' + escape(chart.xName) + ': ' + number(point.across[0]) + '<br>' + escape(chart.yName) + ': ' + text(point.up[0]); }
      }),
      series: chart.points.map((point, index) => ({
        type: 'scatter', name: point.name, symbolSize: 13, color: ofGroup(index), data: [[point.across[0], point.up[0]]],
        markLine: {
          silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: ofGroup(index), type: 'solid', width: 1.5 },
          data: [[{ coord: [point.across[1], point.up[0]] }, { coord: [point.across[2], point.up[0]] }], [{ coord: [point.across[0], point.up[1]] }, { coord: [point.across[0], point.up[2]] }]]
        }
      }))
    });
  }

  function lanes(chart) {
    const left = narrow() ? 112 : Math.min(330, 20 + 6.9 * Math.max(8, ...chart.checks.map(name => name.length)));
    const end = chart.end * 1.04;
    const below = 30 + chart.checks.length * 24;
    const kinds = [['pass', 'circle', 8], ['inconclusive', 'circle', 7], ['fail', 'rect', 12]];
    const time0 = Object.assign(valueAxis('seconds', '', end), { axisLabel: { show: false } });
    return base({
      grid: [{ left: left, right: 20, top: 14, height: 130 }, { left: left, right: 20, top: 154, height: below - 24 }],
      xAxis: [time0, Object.assign(valueAxis('seconds', chart.xName, end), { gridIndex: 1 })],
      yAxis: [valueAxis('percent', narrow() ? 'weight (%)' : chart.yName, 0, true), Object.assign(rowAxis(chart.checks), { gridIndex: 1, axisLabel: { color: colour('ink'), width: left - 12, overflow: 'truncate', fontSize: narrow() ? 10 : 12, interval: 0 } })],
      tooltip: Object.assign(base({}).tooltip, {
        formatter: one => one.seriesType === 'scatter' ? escape(chart.checks[one.value[1]]) + '<br>' + one.seriesName + ' at ' + time(one.value[0]) : time(one.value[0]) + ': ' + percent(one.value[1])
      }),
      series: [{
        type: 'line', name: "canary's weight", step: 'end', showSymbol: false, color: colour('promoted'), data: chart.weights.map(step => [Math.min(step[0], end), step[1]]), areaStyle: { opacity: .15 },
        markArea: { silent: true, itemStyle: { color: colour('evidence'), opacity: .12 }, data: chart.regressed.filter(stretch => stretch[0] < end).map(stretch => [{ xAxis: stretch[0] }, { xAxis: Math.min(stretch[1], end) }]) },
        markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: colour('ink'), type: 'dotted' }, data: [{ xAxis: chart.end }] }
      }].concat(kinds.map(kind => ({
        type: 'scatter', name: kind[0], xAxisIndex: 1, yAxisIndex: 1, symbol: kind[1], symbolSize: kind[2], data: chart[kind[0]],
        itemStyle: kind[0] === 'inconclusive' ? { color: colour('paper'), borderColor: colour(kind[0]), borderWidth: 2 } : { color: colour(kind[0]) }
      })))
    });
  }

  function heat(chart) {
    const width = chart.columns.length;
    return base({
      grid: { left: 78, right: 16, top: 10, bottom: 58 }, legend: { show: false },
      xAxis: axis({ type: 'category', data: chart.columns, name: chart.xName, nameGap: 28 }), yAxis: axis({ type: 'category', data: chart.rows, name: chart.yName, nameGap: 58 }),
      visualMap: { show: false, min: 0, max: 100, inRange: { color: ['#ffffff', '#f0c27b', '#d55e00', '#5c1e00'] } },
      tooltip: Object.assign(base({}).tooltip, { formatter: one => percent(one.value[2]) }),
      series: [{
        type: 'heatmap', itemStyle: { borderColor: colour('line'), borderWidth: 1 },
        data: chart.values.map((value, index) => ({ value: [index % width, Math.floor(index / width), value], label: { color: value > 55 ? '#ffffff' : '#1c2126' } })),
        label: { show: true, formatter: one => String(+one.value[2].toFixed(1)) }
      }]
    });
  }

  const heights = {
    curves: () => narrow() ? 300 : 380, points: () => narrow() ? 340 : 420, bars: chart => 96 + chart.rows.length * (narrow() ? 44 : 28), ranges: chart => 84 + chart.rows.length * (narrow() ? 44 : 28),
    lanes: chart => 240 + chart.checks.length * 24, heat: chart => 90 + chart.rows.length * 52
  };
  const makers = { curves: curves, bars: bars, ranges: ranges, points: points, lanes: lanes, heat: heat };

  function draw() {
    drawn.forEach(one => one.dispose());
    drawn = charts.map(chart => {
      const place = document.getElementById('chart-' + chart.id);
      place.style.height = heights[chart.kind](chart) + 'px';
      const made = echarts.init(place, null, { renderer: 'svg' });
      made.setOption(makers[chart.kind](chart));
      return made;
    });
  }

  // Tables: numbers by their value, texts by their letters; a second press turns the order round.
  function sort(header) {
    const table = header.closest('table');
    const index = Array.from(header.parentNode.children).indexOf(header);
    const up = header.getAttribute('aria-sort') !== 'ascending';
    table.querySelectorAll('thead th').forEach(other => other.removeAttribute('aria-sort'));
    header.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    const isNumber = header.classList.contains('number');
    const key = row => {
      const cell = row.children[index];
      return isNumber ? (cell.dataset.value === '' ? NaN : Number(cell.dataset.value)) : cell.textContent;
    };
    const rows = Array.from(table.tBodies[0].rows);
    const compare = (one, other) => {
      const a = key(one), b = key(other);
      if (!isNumber) return a.localeCompare(b, 'en');
      return isNaN(a) ? (isNaN(b) ? 0 : 1) : isNaN(b) ? -1 : a === b ? 0 : a < b ? -1 : 1;
    };
    rows.sort((one, other) => isNumber && (isNaN(key(one)) || isNaN(key(other))) ? compare(one, other) : (up ? 1 : -1) * compare(one, other));
    rows.forEach(row => table.tBodies[0].appendChild(row));
  }

  function csv(box) {
    const quote = text => /[",\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
    const heads = Array.from(box.querySelectorAll('thead th'));
    const rows = Array.from(box.querySelectorAll('tbody tr'), row => Array.from(row.children));
    const ranged = heads.map((_, index) => rows.some(row => row[index].dataset.low !== undefined));
    const censored = heads.map((_, index) => rows.some(row => row[index].dataset.censored !== undefined));
    const ends = index => [...(ranged[index] ? ['', ' lower', ' upper'] : ['']), ...(censored[index] ? [' censored'] : [])];
    // What is only known to be larger is written as what it exceeds, and the column beside it says which ends are.
    const number = (cell, name, value) => (cell.dataset.censored || '').split(' ').includes(name) ? cell.dataset.horizon
      : value === undefined || value === 'Infinity' ? '' : value;
    const lines = [heads.flatMap((head, index) => ends(index).map(end => head.textContent + end))];
    rows.forEach(row => lines.push(row.flatMap((cell, index) => {
      const value = heads[index].classList.contains('number') ? number(cell, 'estimate', cell.dataset.value) : cell.querySelector('.read').textContent;
      const range = ranged[index] ? [number(cell, 'lower', cell.dataset.low), number(cell, 'upper', cell.dataset.high)] : [];
      return [value, ...range, ...(censored[index] ? [cell.dataset.censored || ''] : [])];
    })));
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([lines.map(line => line.map(quote).join(',')).join('\n') + '\n'], { type: 'text/csv' }));
    link.download = box.dataset.csv + '.csv';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  document.addEventListener('click', event => {
    const button = event.target.closest('button');
    if (!button) return;
    if (button.dataset.themeChoice) { choice = button.dataset.themeChoice; useTheme(); }
    else if (button.classList.contains('csv')) csv(button.closest('[data-csv]'));
    else if (button.closest('thead')) sort(button.closest('th'));
  });
  dark.addEventListener('change', useTheme);
  let width = root.clientWidth, waiting;
  window.addEventListener('resize', () => {
    if (root.clientWidth === width) return;
    width = root.clientWidth;
    clearTimeout(waiting);
    waiting = setTimeout(draw, 120);
  });
  // Paper is white.
  let onScreen = choice;
  window.addEventListener('beforeprint', () => { onScreen = choice; choice = 'light'; useTheme(); });
  window.addEventListener('afterprint', () => { choice = onScreen; useTheme(); });
  useTheme();
}());
