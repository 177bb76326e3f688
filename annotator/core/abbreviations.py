"""Abbreviations of the languages of news, and the words that begin sentences after them."""

# Never the end of a sentence: a name or a number follows.
TITLES = frozenset(
    "mr mrs ms messrs mme mlle mgr dr prof sen rep gov gen col lt sgt capt maj cmdr adm brig supt "
    "rev fr hon pres st ste mt ft vs ca approx dept "
    "bzw vgl sog fa frl hr ggf evtl inkl dipl ing geb verf hrsg "
    "sr sra sres sras srta dra dña ee exmo exma "
    "sig sigg sig.ra dott dott.ssa avv l'on dell'on all'on "
    "np tzw ul pl płk mjr kpt ks abp św im inż "
    "ул просп пер им см ср напр проф акад ген т.е т.н т.к "
    "dhr mevr bijv drs t.ex bl.a s.k resp "
    "डॉ प्रो श्री श्रीमती सुश्री पं মো মোঃ ডা ড".split()
)
# Abbreviations only before a figure: "No. 10", but "He said no. The minister".
BEFORE_FIGURES = frozenset(
    "no nos nr fig figs art arts para sec vol ch p pp abs bd kap ziff tel núm pág págs cap "
    "godz poz pkt kl стр гл ст рис табл".split()
)
# The end of a sentence only where the next word begins one.
EITHER = frozenset(
    "jr inc ltd co corp bros plc etc al jan feb mar apr jun jul aug sep sept oct nov dec "
    "mon tue tues wed thu thur thurs fri ave av blvd rd mm uu "
    "usw mio mrd tsd aufl "
    "ecc tys mln mld тыс млн млрд руб др пр гг o.s.v m.m".split()
)
BEGINNERS = frozenset(
    "the a an this that these those it its he she they we you i his her their our but and so yet "
    "in on at for from as if when while after before by with to there here what who how why not "
    "no both all some many most more officials police meanwhile however also according last "
    "der die das ein eine er sie es wir und aber im am dann danach "
    "le la les un une il elle ils nous et mais "
    "los las pero él ella ellos esto os mas ele ela gli lui lei "
    "het een maar hij zij den det och men han hon "
    "w na to ale on ona oni po potem gdy nie tak jest "
    "он она они это в на и а но по не как что мы я все".split()
)
# German writes ordinals with a stop: "3. Juli", "im 19. Jahrhundert", "der 2. Weltkrieg".
AFTER_ORDINALS = frozenset(
    "januar februar märz april mai juni juli august september oktober november dezember jänner "
    "jahrhundert jahrhunderts jh weltkrieg weltkriegs".split()
)
BEFORE_ORDINALS = frozenset("der die das dem den des im am zum zur vom beim".split())
