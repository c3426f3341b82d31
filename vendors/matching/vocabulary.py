"""Which words say little about who somebody is? Titles, particles, words of every trade, numbers written out.

The weights are set by hand, in the way the words are used; they are not fitted to any list or to any test.
"""

TITLES = frozenset("""
    mr mrs ms miss dr prof professor sir dame lord lady herr frau dipl ing phd md esq monsieur madame senor senora don dona
    haji hajji hadji hajj sheikh shaikh shaykh sheik mullah mulla maulavi mawlawi imam ayatollah hojjat sayyid sayed
    general gen colonel col major maj captain capt lieutenant lt brigadier admiral marshal commander sergeant
    president minister prasident senator ambassador judge hon jr sr
""".split())  # fmt: skip

PARTICLES = frozenset("""
    al el ul ibn bin ben bint abu abd umm von van der den de del della di da do dos du des la le los las zu zur y e i ter
    ten st san santa af av oglu ogly kyzy qizi
""".split())  # fmt: skip

# What many firms are called beside their own name; each line is one word said in several ways.
TRADES = """
    company co comp kompaniya compania compagnie cie companies firm firma
    group gruppe groupe grupo gruppa holding holdings
    international intl int internasional internacional mezhdunarodnyy
    trading trade trades handel torgovyy commerce commercial
    industry industries industrial industria industrie promyshlennost
    technology technologies technical tech technologie tekhnologii technic technics
    service services servis
    system systems systeme
    engineering engineers inzhiniring
    production producers product products proizvodstvo manufacturing mfg manufacturers
    import imports
    export exports
    shipping shipment maritime marine navigation
    transport transportation logistics logistic logistik
    bank banka banque banco
    investment investments invest investitsii
    insurance assurance
    construction stroy stroitelstvo building bau
    energy energie energia energetik
    chemical chemicals chemie khimiya
    electronic electronics elektronik electric electrical
    aerospace aviation aero airlines airways
    development developments
    management
    consulting consultants consultancy
    capital finance financial
    partner partners
    enterprise enterprises entreprise predpriyatie unternehmen
    research
    solution solutions
    general
    equipment machinery machine machines
    materials material
    resources
    global world worldwide
    national state
    oil gas petroleum
    center centre zentrum tsentr
    plant factory works zavod werk werke
    institute institut
    association union society verband
    organisation organization
    brother brothers bros
    son sons
    limited
""".strip()
STOPS = frozenset("the of for and und et a an in at on to & de des der die das du la le les il i y dlya".split())
PLACES = frozenset("""
    europe asia africa america eu uk usa us uae ussr germany deutschland schweiz suisse switzerland austria france italia italy
    espana spain poland polska russia rus russian china chinese india iran iranian korea japan turkey turkiye ukraine
    london dubai moscow berlin paris york beijing shanghai tehran overseas east west north south eastern western
    northern southern middle
""".split())  # fmt: skip

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
NUMBERS = {
    **{word: str(number) for number, word in enumerate(_UNITS.split())},
    **{word: str(number) for number, word in zip(range(20, 100, 10), _TENS.split(), strict=True)},
    **{word: str(number) for number, word in enumerate(_ORDINALS.split(), 1)},
    **{f"{number}{end}": str(number) for number in range(1, 100) for end in ("st", "nd", "rd", "th")},
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
}  # fmt: skip

TRADE_OF = {word: line.split()[0] for line in TRADES.splitlines() for word in line.split()}
