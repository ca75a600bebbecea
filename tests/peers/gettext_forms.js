// Read by xgettext and by glot: both must find the same texts in the same lines. What follows is one claim a line.
_("plain");
_('single quotes');
_(`a template`);
_("joined " + "text");
_("joined " +
  'over ' + `lines`);
_(
  "in the second line");
_ /* c */ ("a comment before the bracket");
_( /* c */ "comments inside" /* d */);
_("a" /* plus */ + /* plus */ "comment in a sum");
gettext ("a blank before the bracket");
i18n.gettext("a member");
i18n . _("a member with blanks");
i18n?._("an optional member");
this.i18n.gettext("a member of a member");
i18n["gettext"]("no computed member");
_("escapes \n \t \b \f \v \r \x41 \u0042 \101 \' \" \\ \q end");
_('it"s');
_("line \
continued");
_(`line
break`);
_("é 日本 😀");
_("\ud83d\ude00 as a pair of escapes");
_("twice in one line"); _("twice in one line");
_("twice");
_("twice");
/* _("in a comment") */ // _("in a line comment")
"_('in a string')";
'_("in a string")';
`_("in a template")`;
`${_("in an expression of a template")}`;
`a${`b${_("deeper")}`}`;
tag`x ${_("in a tagged template")}`;
_(`with ${x}`);
_`tag`;
var r = /_("in a regex")/; _("after a regex");
var t = a / b; _("after a division") / 2;
_(_("a call in a call"));
f(_("as an argument"), g(_("deeper as an argument")));
[_("in an array"), {key: _("in an object"), [_("in a computed key")]: 1}];
x => _("in an arrow");
async () => { await _("awaited"); };
class A { m() { return this._("in a method"); } static s = _("in a field"); }
function _(x) { return "declared"; }
var o = {_: "a key", gettext(a) { return a; }};
_();
_(x);
_(x, "a second argument");
_("a second argument is left alone", "this one");
_("a trailing comma", );
_("more", ...args);
_(...args);
(_)("no call in brackets");
_.call(this, "no call through call");
dgettext("domain", "no keyword");
ngettext("one", "many", n);
ngettext("one without another");
ngettext("one with a variable", many, n);
ngettext(one, "a variable with many", n);
ngettext("file", "files", n);
_("file");
pgettext("menu", "Open");
pgettext("door", "Open");
pgettext("menu");
pgettext(menu, "Open here");
pgettext("menu", "joined " + "text");
npgettext("inbox", "letter", "letters", n);
