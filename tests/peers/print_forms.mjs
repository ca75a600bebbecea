// Expressions of every form, and the layouts that the printer keeps or undoes. All but a few are valid TypeScript.
const plain = String.raw`
a
this
this.a
super.a
super.a()
a.b.c
a?.b
a?.[b]?.(c)?.d
a!.b!
a.#b
#a in b
a[b]
a[b, c]
a ["b"]
a .b
f()
f( )
f(a,b , c,)
f<string>(a)
f<A,B,>(a)
f<string>
f(...a, ...b)
new Foo
new Foo()
new Foo(a,b)
new Foo<T>(a)
new Foo<T>
new a.b.C(d)
new (f())()
new (a.b().c)
new (class {})()
-a
+a
- -a
+ +a
- --a
+ ++a
-+a
!a
!!a
~a
~~a
typeof a
typeof(a)
void 0
delete a.b
delete a[b]
await a
await(a)
await  a.b()
yield
yield a
yield* a
yield *a
a++
a--
++a
--a
a ++
a+b
a-b*c/d%e
a**b
a<<b>>c>>>d
a&b|c^d
a&&b||c
a??b
a==b!=c
a===b
a!==b
a<b
a>b
a<=b
a>=b
a in b
a instanceof B
a=b
a=b=c
a+=b
a-=b
a*=b
a**=b
a/=b
a%=b
a<<=b
a>>=b
a>>>=b
a&=b
a|=b
a^=b
a&&=b
a||=b
a??=b
a?b:c
a ? b : c ? d : e
(a?b:c)?d:e
a,b
a , b , c
(a,b)
(a)
( a )
((a))
(a+b)*c
x=>x
(x)=>x
x => x+1
async x=>x
async (x) => x
async()=>{}
()=>{}
() => { }
() => ({})
() => ({a:1})
()=>[]
(a,b)=>a
(a,b,)=>a
(a=1)=>a
(a:string)=>a
(a?:string)=>a
(a:string='x')=>a
(...a)=>a
(...a:string[])=>a
({a,b})=>a
({a=1,b:c,d:e=2,...f})=>a
([a,b])=>a
([a=1,,b,...c])=>a
({})=>a
([])=>a
({a}:{a:string})=>a
(a):string=>a
(a):a is string=>a
(a):asserts a is string=>a
(a):asserts a=>a
<T,>(a:T)=>a
<T extends A,U=B>(a:T)=>a
<const T,>(a:T)=>a
async <T,>(a:T):Promise<T>=>{await a}
function(){}
function (){}
function a(){}
function* a(){}
function*(){}
async function(){}
async function*a(){}
function<T>(this:T,a:T):T{return a}
function(){return}
function(){return 1}
function(){return 1;}
function(){a;b}
function(){"use strict";a}
()=>{a}
()=>{return a}
()=>{let a=1,b}
()=>{const a=1}
()=>{var a:string='x'}
()=>{const {a,b:c=1}=d}
()=>{const [a,b=1,...c]=d}
()=>{[a,b]=[b,a]}
()=>{({a,b:c=1,...d}=e)}
()=>{if(a)b}
()=>{if(a)b;else c}
()=>{if(a){b}else if(c){d}else{e}}
()=>{for(;;);}
()=>{for(let i=0;i<1;i++){a}}
()=>{for(i=0,j=1;;)a}
()=>{for(const a of b)c}
()=>{for(a of b)c}
()=>{for(const {a,b} of c){}}
()=>{for([a] of b);}
()=>{for(let a in b)c}
async()=>{for await(const a of b){}}
()=>{while(a)b}
()=>{while(a){}}
()=>{do a;while(b)}
()=>{do{a}while(b)}
()=>{switch(a){case 1:b;break;case 2:{c}default:d}}
()=>{switch(a){}}
()=>{switch(a){case 1:case 2:}}
()=>{try{a}catch(b){c}finally{d}}
()=>{try{a}catch{b}}
()=>{try{a}finally{b}}
()=>{try{a}catch({b}){c}}
()=>{throw a}
()=>{throw new Error("x")}
()=>{a:for(;;){continue a;break a}}
()=>{debugger}
()=>{;}
()=>{;;}
()=>{function a(){}}
()=>{class A{}}
()=>{async function a(){}}
()=>{function* a(){}}
()=>{type A=B}
()=>{type A<T>=B|C}
()=>{interface A{}}
()=>{interface A<T> extends B,C<D>{a:b;c():d,e?:f}}
()=>{enum A{B,C=1}}
()=>{const enum A{B}}
()=>{{}}
()=>{{a}}
class{}
class A{}
class extends A{}
class A<T> extends B<T> implements C,D{}
class extends f(a){}
class{a}
class{a;b=1;c:string;d?:number=1;e!:f}
class{static a=1;readonly b;private c;static readonly d=1}
class{#a=1;#b(){}}
class{a(){}}
class{a(){};b(){}}
class{static a(){}async b(){}*c(){}async*d(){}static async e(){}}
class{get a(){return 1}set a(b){}}
class{static get a(){return 1}}
class{constructor(){super()}}
class{constructor(private a:string,public readonly b=1){}}
class{static{a}}
class{static{}}
class{[a]=1;[b](){}}
class{'a'=1;1=2}
class{[a:string]:b}
class{@a b;@c() d=1;@e f(){}}
class{@a @b c(){}}
class{@a() static b;@c private readonly d=1}
@a class{}
@a() class B{}
class{declare a;accessor b=1;override c(){}}
abstract
{a:1}
{ a : 1 , b }
{}
{ }
{a,}
{a,b,}
{...a}
{...a,b,...c}
{[a]:b}
{'a':b,"c":d,1:e}
{a(){}}
{a(){return 1},b}
{get a(){return 1},set a(b){}}
{async a(){},*b(){},async*c(){}}
{get:1,set:2,async:3,static:4}
{get(){},set(){},async(){}}
{a:()=>{},b:function(){}}
{a:{b:{c:1}}}
{async [a](){},get [b](){return 1}}
{__proto__:null}
[]
[ ]
[a]
[a,b]
[a,b,]
[,]
[,,]
[a,,b]
[,a]
[a,,]
[...a]
[[],[[]]]
[{}]
[{a:1},{b:2}]
({a}=b)
({a=1}=b)
({a:b,c:{d}}=e)
([a,b]=c)
([a=1,...b]=c)
({a:b=1}=c)
({a:[b]}=c)
({...a}=b)
[a.b,c[d]]=e
a as b
a as const
a as any as string
a as A|B
a satisfies b
<any>a
<A<B>>a
a!
a!!
(a as b).c
(<any>a).b
a as {b:string}
a as [b,c]
a as []
a as [a:string,b?:number,...c:d[]]
a as [b?,...c[]]
a as (b)=>c
a as (b:string,...c:d[])=>void
a as new()=>b
a as abstract new (a:b)=>c
a as <T>(a:T)=>T
a as b[]
a as b[][]
a as readonly b[]
a as keyof b
a as keyof typeof b
a as typeof b
a as typeof b.c
a as typeof b<c>
a as b.c.d
a as b.c<d,e>
a as b["c"]
a as b["c"]["d"]
a as b[number]
a as b&c
a as b&c|d
a as (b|c)[]
a as |b|c
a as "x"|'y'
a as 1|-1
a as null|undefined|void|never
a as true|false
a as unknown
a as bigint
a as symbol
a as unique symbol
a as object
a as this
a as b extends c?d:e
a as b extends infer c?d:e
a as b extends (infer c extends d)[]?e:f
a as {}
a as {a:b;c:d}
a as {a:b,c?:d}
a as {readonly a:b}
a as {a():b;c?(d:e):f}
a as {(a:b):c}
a as {new(a:b):c}
a as {[a:string]:b}
a as {readonly [a:string]:b}
a as {[K in T]:U}
a as {[K in T]?:U}
a as {readonly [K in keyof T as X]-?:U}
a as {-readonly [K in T]+?:U}
a as {get a():b;set a(b:c)}
a as Promise<A<B>>
a as import("x")
a as import("x").Y
a as Array<{a:string}>
a as asserts
a as string
1
1.5
.5
5.
1e3
1E3
0xFF
0Xff
0b11
0o17
1_000
1_000.5
1_000_000_000_000_000_000_000
0xF_F
0b1_1
0o1_7
1e1_0
1_0e-7
1n
1_000n
0xFFn
0b11n
0o17n
1 .a
1..a
1.5.a
1e3.a
0xF.a
1_0 .a
(1).a
1n.a
"a"
'a'
"\n\u00e9\x41"
"ä ö 你好"
'it\'s'
/a/
/a/gi
/[/]\//u
/a/.test(b)
true
false
null
undefined
NaN
import("a")
import("a",{with:{}})
import.meta
import.meta.url
new.target
new . target
a?.b!.c
a?.b()
a?.()
a?.[0]
(a?.b).c
a()()
a()[b].c()
a.b<c>(d)
ä.ö
$
_
async
of
get
type
as
a as as
let
$a_1
a.class
a.if
a.default.new
a||b&&c
(a||b)&&c
a??(b||c)
(a,b)?(c,d):(e,f)
a=b?c:d
a=(b,c)
a=>b=>c
a=>({...b}).c
a=>(b,c)
(a=>b)()
(()=>{})()
(function(){})()
(async()=>{await a})()
!function(){}()
typeof typeof a
typeof void delete a.b
(-a)**b
await a+b
(await a).b
(yield a).b
a=yield b
[yield a,await b]
a<(b as any)
(a<b)>c
a?.b?a:b
a?[b]:c
a?(b):c=>d
`.trim().split('\n').filter((line) => line !== 'abstract');

const templates = [
  'a<T>`b`', 'a < b.c > `d`', 'a + b<T> `c ${ d }` && e', '``', '`a`', '`a${b}c`', '`${a}`', '`${a}${b}`', '`${ a }`', '`a\n  b${ a +  b }\n c`', '`${`${a}`}`', 'html`a`',
  'html`<b>${ a }</b>`', 'html `a`', 'a.b`c`', 'a`b``c`', 'f()`a`', 'html`${html`${a+b}`}`', 'String.raw`\\u${a}\\n`',
  '`\\``', '`$`', '`$a{b}`', '`\\${a}`', 'a ? html`b` : html`c`', 'a.map(b=>html`<li>${b}</li>`)',
  'a.map((b) => html`\n    <li>${b}</li>\n  `)', '`${a,b}`', '`${{a:1}}`', '`${a}\r\n`', '`é${ä}ö`', 'a as `x${string}y`',
  'a as `${A|B}`', '`${a // b\n}`', '`${/* a */ b}`', '`${a /* b */}`', '`${a}` + b', 'html`\n  ${a\n  .b}\n`',
  'a`${b}`.c', 'new a`b`()', 'a?.b`${c}`'.slice(0, 0) + 'a.b.c`${d}`',
];

const layouts = [
  'a\n  .b', 'a.\n  b', 'a\n  .b()\n  .c()', 'a\n?.b', 'a\n  [b]', 'a[\n  b\n]', 'a(\n  b,\n  c\n)', 'a(\n)', 'a\n(b)',
  'a(b,\n  c)', 'a({\n  b,\n})', 'a({ b,\n c })', 'a({\n})', '{\n  a: 1,\n  b: 2,\n}', '{ a: 1,\n  b: 2 }', '{ a: 1, b: 2\n}',
  '{\n  a: 1, b: 2 }', '{ a\n: 1 }', '{ a:\n 1 }', '{\n\n  a,\n\n\n  b\n\n}', '{ a() {\n b } }', '{ a()\n { b } }', '[\n  a,\n  b,\n]',
  '[a,\n b]', '[a, b\n]', '[\n a, b]', '[\n]', '[\n\na\n\n]', '[,\n,a]', '[{\n a }, {\n b }]', '[[\na],[b\n]]', 'a +\n  b', 'a\n  + b',
  'a\n+\nb', 'a +\n b +\n c', 'a\n + b\n + c', 'a + b\n + c', 'a + (\n b\n + c)', '(\n  a\n)', '(a\n)', '(\na)', '(\n a + b\n) * c',
  'a &&\n b', 'a\n && b\n || c', 'a =\n b', 'a\n= b', 'a = b =\n c', 'a +=\n b', 'a ?\n b :\n c', 'a\n  ? b\n  : c', 'a ? b\n : c',
  'a\n? b : c', 'a\n?\nb\n:\nc', 'a\n ? b\n : c\n ? d\n : e', 'a\n ? b\n   ? c\n   : d\n : e', 'a ? b.c(\n d) : e', 'a,\n b', 'a\n, b',
  'a,\n b,\n c', '(a,\n b)', 'a in\n b', 'a\ninstanceof B', '!\na', '-\na', 'typeof\na', 'await\na', 'void\na', 'delete\na.b',
  'new\nFoo', 'new Foo(\n a\n)', 'new Foo\n(a)', 'yield*\na', '...'.slice(3) + 'f(...\na)', 'a =>\n b', 'a => {\n  b\n}', 'a => {\n  b;\n  c;\n}',
  'a => { b;\n c }', 'a => {\n}', '() => {\n\n a\n\n b\n\n}', '() => { return a\n }', '(\n a,\n b\n) => c', '(a,\n b) => c', '({\n a,\n b\n}) => c',
  '([\n a,\n b\n]) => c', 'async\n'.slice(0, 5) + ' (\na) => b', 'function (\na\n) {\n}', 'function() {\n return a }', 'function() { return a\n}', 'function f()\n{ a }',
  'function () { "use strict" }', 'function () {\n  "use strict";\n  a;\n}', 'class {\n}', 'class {\n  a = 1\n  b() { }\n}', 'class A\nextends B\n{ a }',
  'class {\n @a\n b\n @c d() {}\n}', '@a\nclass {}', 'class { @a\n@b c }', 'class { constructor(@a b, @c() d) {} }', 'class { a = {\n b: 1 } }', 'a as\n b', 'a\nas b'.replace('\n', ' '), 'a satisfies\n b',
  'a as\n | b\n | c', 'a as {\n b: c\n}', 'a as { b: c; d: {\n e: f } }', 'a as [\n b,\n c\n]', '<\nA\n>a', 'f<\n A,\n B\n>(c)', 'a as (\n b: c\n) => d', '`${\n a\n}`', '`${\n{\na}}`',
  'a.b(c => {\n  d\n}).e(f => {\n  g\n})', 'a\n  .b((c) => {\n    d;\n  })\n  .e', 'a.b({\n c: {\n  d\n }\n})', '{\n a: b\n ? c\n : d\n}', '{\n a: b +\n c\n}', '{\n a() {\n  b\n }\n}',
  '[\n a\n ? b\n : c,\n d\n]', 'a\n .b({\n c\n })\n .d', 'a ? {\n b } : [\nc]', '\na\n', '\n  a\n    .b\n', 'a\r\n  .b', 'a\r  .b', 'a\u2028.b', '{\r\n  a,\r\n  b\r\n}', 'a +\r\n b', '(\r\na)', '\ta\t+\tb\t',
  'a\u00a0+\u00a0b', 'if'.slice(2) + '() => {\n if (a)\n  b\n else\n  c\n}', '() => {\n if (a) {\n  b\n }\n else {\n c }\n}', '() => {\n switch (a) {\n case 1: b\n case 2:\n  c\n  break\n default: {\n d }\n }\n}',
  '() => {\n for (;;) {\n }\n}', '() => {\n while (a) { }\n}', '() => { while (a) {\n } }', '() => {\n do\n a\n while (b)\n}', '() => {\n try {\n a\n } catch (b) {\n c\n }\n}', '() => {\n let a,\n  b = 1\n}', '() => {\n return (\n a\n )\n}',
'() => { { a } }', '() => {\n const f = function () { return 1 }\n}', '() => {\n const { a,\n b } = c\n}', '() => {\n ({ a,\n b } = c)\n}', '() => {\n [\na] = c\n}', '() => {\n interface A {\n a: b\n c(): d\n }\n}',
  '() => {\n enum A {\n B,\n C\n }\n}', '() => {\n export'.slice(0, 8) + 'throw a\n}', '() => {\n for (\n const a\n of b\n ) c\n}', '() => {\n if (a) ;\n}', '() => {\n if (a) ; else ;\n}', '() => {\n a\n ++b\n}', '() => {\n return\n a\n}',
];

// What the grammar alone takes for type arguments without an end.
const comparisons = [
  'a < (-1)', 'a < [-1] && b', 'a <({ b }) < c', 'a < ({ b: c })', 'f(a < ({ b: c }), d)', '`${a < ({ b: c })}`', 'a.b < ({}).c', 'a < (-1) && b < (-2)', '() => { if (a < (-1)) { b() } }', 'a<({\n b: c\n})',
];

const comments = [
  '/* a */ b', 'a /* b */', 'a // b\n', '// a\nb', '\n// a\nb', '\n/* a */\nb', '\n/* a */ b', 'a\n// b\n', 'a\n/* b */', 'a /* b */ + c', 'a + /* b */ c', 'a + // b\n c', 'a // b\n + c', 'a\n // b\n + c', 'a\n /* b */ + c', 'a +\n // b\n c', 'a + b /* c */ + d /* e */',
  'f(/* a */)', 'f(/* a */ b)', 'f(a /* b */)', 'f(a, /* b */ c)', 'f(a /* b */, c)', 'f(\n // a\n b)', 'f(a, // b\n c)', 'f(a // b\n, c)', 'f(a // b\n)', 'f(\n// a\n)', 'f(a, // b\n)', '/* a */ f(b)', 'f /* a */ (b)', 'a /* b */ .c', 'a. /* b */ c', 'a // b\n .c', 'a\n // b\n .c', 'a\n .b // c\n .d', 'a.b /* c */',
  '{ /* a */ }', '{ // a\n}', '{ // a\n b }', '{\n // a\n b }', '{ a, // b\n c }', '{ a // b\n, c }', '{\n a, // b\n c // d\n}', '{\n a,\n // b\n c,\n // d\n}', '{ a: /* b */ c }', '{ a /* b */: c }', '{ a: // b\n c }', '{ /* a */ b: c, /* d */ ...e /* f */ }', '{\n /**\n  * a\n  */\n b() {}\n}', '{ a /* b */, }', '{ a, /* b */ }',
  '[/* a */]', '[/* a */ b]', '[a /* b */]', '[a, /* b */ c]', '[\n // a\n b,\n // c\n d // e\n]', '[a, // b\n c]', '[a, /* b */]', '[, /* a */ , b]', '(/* a */ b)', '(b /* a */)', '(// a\n b)', '(\n // a\n b\n // c\n)', '!/* a */ b', '-/* a */b', 'typeof /* a */ b', 'typeof // a\n b', 'await /* a */ b', 'new /* a */ B()', 'new B /* a */ ()',
  'a ? /* b */ c : /* d */ e', 'a /* b */ ? c /* d */ : e /* f */', 'a // b\n ? c // d\n : e // f\n', 'a\n // b\n ? c\n // d\n : e', 'a /* b */ as c', 'a as /* b */ c', 'a /* b */ !', 'a[/* b */ c]', 'a[b /* c */]', 'a /* b */ [c]', '/* a */ x => y', 'x /* a */ => y', 'x => /* a */ y', 'x => // a\n y', '(/* a */) => b', '(/* a */ b) => c', '(a /* b */, c /* d */) => e', '(a = /* b */ c) => d', '(a /* b */ = c) => d', '(a: /* b */ c) => d', '() => { /* a */ }', '() => { // a\n }', '() => {\n // a\n}', '() => {\n // a\n b\n // c\n}',
  '() => { a /* b */ }', '() => { a; // b\n }', '() => {\n // a\n\n b\n}', '() => {\n /* a */\n\n /* b */\n c\n}', '() => {\n return /* a */ b\n}', '() => {\n return // a\n}', '() => {\n const /* a */ b /* c */ = /* d */ e /* f */ ; // g\n}', '() => {\n if (/* a */ b /* c */) /* d */ e // f\n else /* g */ h\n}', '() => {\n // a\n if (b) {\n // c\n }\n // d\n else {\n // e\n }\n}',
  'function /* a */ b /* c */ ( /* d */ ) /* e */ { }', 'class { /* a */ }', 'class {\n // a\n b // c\n // d\n}', 'class /* a */ B /* c */ extends /* d */ E /* f */ { }', '`${a /* b */}c${/* d */ e}`', 'a`${/* b */ c}`', 'html`${a // b\n}`', '/* a\n   b */ c', 'a + /* b\n   c */ d', '\n  /* b\n   c */ d', '{\n    /* a\n     * b\n     */\n    c\n}', '{\n\t/* a\n\t * b\n\t */\n\tc\n}', 'a.b(/* c */ d, // e\n f)', 'a /* b */, c', 'a, /* b */ c', 'a // b\n, c', 'yield /* a */ b', '{ ... /* a */ b }', 'f(... /* a */ b)', '[/* a */ ...b]',
  'a = /* b */ c', 'a /* b */ = c', 'a && // b\n c && // d\n e', '() => {\n switch (a) {\n // b\n case 1: // c\n d\n // e\n default: // f\n }\n}', '() => {\n for (/* a */ ; /* b */ ; /* c */) {}\n}', '() => {\n try { // a\n b } // c\n catch { // d\n }\n}', '() => {\n {\n // a\n }\n}', '() => {\n a\n\n // b\n\n c\n}', '/a/ /* b */', '"//" + "/*"', '`// ${a} /*`', 'a /* // */ + b', 'a // /* b\n + c',
  'a as {\n // b\n c: d // e\n}', 'a as [ /* b */ c ]', 'f</* a */ b>(c)', '() => { a() // b\n }', 'a\n /* b */\n /* c */\n .d', 'a /* b */ /* c */ + d', 'a + /* b */ // c\n d',
];

const jsx = [
  '<a/>', '<a />', '<a></a>', '<></>', '<a>b</a>', '<a b="c"/>', "<a b='c' d={e} {...f} g/>", '<a>{b}</a>', '<a>{ b }</a>', '<a>{}</a>', '<a>{/* b */}</a>', '<a>\n  b\n  {c}\n</a>', '<a\n  b="c"\n  d={e}\n>\n</a>', '<a>{...b}</a>', '<a.b.c/>', '<a:b c:d="e"/>', '<A<T> b/>', '<a>&amp; é</a>', '<a>b // c</a>', '<a>{b // c\n}</a>',
  '<a>{\n  b\n}</a>', '<a b={\n c\n}/>', '<a><b/><c>{d}</c></a>', '<a> <b/> </a>', '<a>\n<b/>\n</a>', 'a && <b/>', 'a ? <b/> : <c/>', 'a.map(b => <c key={b}>{b}</c>)', '<a b=<c/>/>', '<a b={{ c: d }}/>', '<a onClick={() => { b }}/>', '(\n<a/>\n)', '<a-b c-d="e"/>', '<this.a/>', '<a>{`b`}</a>', '<a b="\n"/>', '<a>{b} {c}</a>', '<a>{b}{" "}{c}</a>', '<>{a}<b/></>', '<a>\n  {/* b */}\n  c\n</a>', '<a // b\n/>', '<a /* b */ c/>',
];

// What the grammar reads otherwise than TypeScript does: they differ.
export const misread = ['a ?.5:1', '()=>{a:b}', '() => { a: { b } }', '() => {\n let\n a = 1\n}'].map((text) => ({text, isJsx: false}));

const both = [...plain, ...templates, ...layouts, ...comparisons, ...comments].filter((text) => text !== '');
export const forms = [
  ...both.map((text) => ({text, isJsx: false})),
  ...both.filter((text) => !text.startsWith('<') && !text.startsWith('(<')).map((text) => ({text, isJsx: true})),
  ...jsx.map((text) => ({text, isJsx: true})),
];
