/**
 * The one style block. Contrast is at least 4.5:1 for text in both schemes (WCAG 2.2 AA), and nothing is said by
 * colour alone. Graphics are drawn by SVG attributes, since the page's policy forbids style attributes.
 */
export const STYLE = `
:root{--paper:#fff;--ink:#1a2029;--soft:#525c6b;--line:#d5dae1;--wash:#f5f7f9;--link:#0b57a4;
--good:#17663a;--good-wash:#e6f4ec;--bad:#a3161f;--bad-wash:#fdeced;--warn:#7a4b00;--warn-wash:#fdf3dd;--calm:#3d4858;--calm-wash:#eceff3;--up:#b3343c;--down:#2a7d50;--mark:#5b6675}
@media (prefers-color-scheme:dark){:root{--paper:#12161c;--ink:#e6e9ee;--soft:#a6b0be;--line:#343c48;--wash:#1a2029;--link:#82b8f5;
--good:#7fd6a4;--good-wash:#12301f;--bad:#ff9a9f;--bad-wash:#3d1518;--warn:#f2c46d;--warn-wash:#362807;--calm:#c3cbd6;--calm-wash:#262e39;--up:#e8767d;--down:#5fbf8a;--mark:#8c97a6}}
*{box-sizing:border-box}
html{font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:var(--ink);background:var(--paper);-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0 auto;max-width:76rem;padding:0 1.25rem 3rem}
a{color:var(--link)}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
main:focus{outline:none}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:1rem;padding:.5rem 1rem;background:var(--paper);z-index:1}
header{padding:1.75rem 0 1rem;border-bottom:2px solid var(--ink)}
.brand{margin:0;max-width:none;color:var(--soft);font-size:.875rem;display:flex;flex-wrap:wrap;gap:.25rem 1rem;justify-content:space-between}
.brand strong{color:var(--ink);letter-spacing:.02em}
h1 span{display:block}
h1{margin:.75rem 0 .5rem;font-size:1.75rem;line-height:1.2;overflow-wrap:anywhere;text-wrap:balance}
.lead{margin:.5rem 0 0;font-size:1.125rem;max-width:52rem;overflow-wrap:anywhere}
h2{margin:2.5rem 0 .75rem;font-size:1.25rem;line-height:1.25;padding-top:.75rem;border-top:1px solid var(--line)}
h3{margin:1.5rem 0 .5rem;font-size:1.0625rem}
p,li{max-width:52rem}
main>section:first-child>h2{border-top:0;padding-top:0;margin-top:1.5rem}
nav ul{list-style:none;margin:.75rem 0 0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.125rem;font-size:.875rem}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(13.5rem,1fr));gap:.75rem;margin:0 0 .75rem}
.facts>div{background:var(--wash);border:1px solid var(--line);border-radius:.5rem;padding:.75rem .9rem}
.facts dt{font-size:.8125rem;color:var(--soft)}
.facts dd{margin:.15rem 0 0;overflow-wrap:anywhere}
.facts dd strong{display:block;font-size:1.0625rem}
.facts dd span{font-size:.875rem}
.badge{display:inline-block;padding:.05rem .5rem;border-radius:.3rem;font-size:.8125rem;font-weight:600;white-space:nowrap;border:1px solid currentcolor}
.callout{padding:.7rem .9rem;border-left:.3rem solid currentcolor;border-radius:.25rem;margin:.75rem 0;overflow-wrap:anywhere}
.good{color:var(--good);background:var(--good-wash)}.bad{color:var(--bad);background:var(--bad-wash)}.warn{color:var(--warn);background:var(--warn-wash)}.calm{color:var(--calm);background:var(--calm-wash)}
.scroll{overflow-x:auto;margin:.75rem 0}
table{border-collapse:collapse;width:100%;font-size:.9rem}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
caption{text-align:left;font-weight:600;padding:.25rem 0 .4rem}
th,td{text-align:left;vertical-align:top;padding:.45rem .75rem .45rem 0;border-bottom:1px solid var(--line)}
thead th{font-size:.8125rem;color:var(--soft);font-weight:600;white-space:nowrap;border-bottom:2px solid var(--line)}
tbody th{font-weight:500}
tfoot th,tfoot td{font-weight:700;border-bottom:0}
.number{text-align:right;padding-right:1.5rem;font-variant-numeric:tabular-nums;white-space:nowrap}
time{font-variant-numeric:tabular-nums;white-space:nowrap}
.id{font:0.8125rem/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
.note,.more{color:var(--soft);font-size:.875rem}
.note{margin:.15rem 0 0}
ol.steps{padding-left:1.5rem}ol.steps li{margin:.4rem 0;padding-left:.25rem}
pre{background:var(--wash);border:1px solid var(--line);border-radius:.5rem;padding:.75rem .9rem;overflow-x:auto;margin:.5rem 0}
.chart{display:block;width:15rem;height:.9rem;margin-top:.3rem}
.chart .up{fill:var(--up)}.chart .down{fill:var(--down)}.chart .tick{fill:var(--mark)}.chart .seen{fill:var(--down)}.chart .base{fill:var(--line)}.chart .gap{fill:var(--up)}
.gates{list-style:none;padding:0}.gates li{margin:.35rem 0}
.words dt{font-weight:600;margin-top:.6rem}.words dd{margin:0;max-width:52rem}
footer{margin-top:3rem;padding-top:.75rem;border-top:1px solid var(--line);color:var(--soft);font-size:.875rem;overflow-wrap:anywhere}
@media (max-width:40rem){table{min-width:44rem}body{padding:0 .9rem 2rem}h1{font-size:1.3rem}.lead{font-size:1rem}nav ul{gap:.35rem 1rem}}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--wash:#fff;--link:#000;--good:#17663a;--good-wash:#fff;--bad:#a3161f;--bad-wash:#fff;--warn:#7a4b00;--warn-wash:#fff;--calm:#333;--calm-wash:#fff;--up:#b3343c;--down:#2a7d50;--mark:#5b6675}
@page{margin:16mm 14mm}html{font-size:10.5pt}body{max-width:none;padding:0}nav,.skip{display:none}.scroll{overflow:visible}h2,h3,caption{break-after:avoid}tr,.callout,.facts>div,li{break-inside:avoid}thead{display:table-header-group}.chart rect{print-color-adjust:exact;-webkit-print-color-adjust:exact}pre{white-space:pre-wrap;overflow-wrap:anywhere}}
`;
