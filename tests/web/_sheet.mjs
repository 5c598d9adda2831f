import { chromium } from 'playwright-core'; import { readdirSync, writeFileSync } from 'node:fs';
const [look, per, width, height] = [process.argv[2], +process.argv[3], +process.argv[4], +process.argv[5]];
const dir='/tmp/shots/'; const files=readdirSync(dir).filter(f=>f.endsWith(look+'.png')).sort();
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox']}); const p=await b.newPage({viewport:{width:per*(width+8),height:800}});
for(let i=0;i<files.length;i+=per){ const part=files.slice(i,i+per);
 writeFileSync(dir+'s.html', '<body style="margin:0;background:#888;display:flex;align-items:flex-start;font:12px sans-serif">'+part.map(f=>`<div style="margin:4px;width:${width}px;${process.argv[6]?'height':'max-height'}:${height}px;overflow:hidden;${process.argv[6]?'display:flex;flex-direction:column;justify-content:flex-end':''}">${f}<br><img src="${f}" width=${width}></div>`).join(''));
 await p.goto('file://'+dir+'s.html'); await p.screenshot({path:`/tmp/sheets/${look}-${String(i/per).padStart(2,'0')}.png`,fullPage:true}); }
await b.close();
