# What Tregua says, in Kazakh. One entry a rule, its texts as attributes; see CONTRIBUTING.md.
# Values in braces are filled in; what is not a full sentence has no full stop and begins in lower case.

## What many rules say

common =
    .cue = { $number }-субтитр
    .cue-at = { $place }-орындағы субтитр
    .track = { $language } жолағы
    .track-at = { $place }-жолақ
    .ms = { $ms } мс
    .seconds = { $seconds } с
    .frames = { $frames } кадр
    .frames-ms = { $frames } кадр ({ $ms } мс)
    .frames-s = { $frames } кадр ({ $seconds } с)
    .stays-until = экранда { $time } уақытына дейін тұрады
    .begins-after-cut = { $cut } уақытындағы монтаж түйісінен { $frames } кадр кейін басталады
    .begins-before-cut = { $cut } уақытындағы монтаж түйісінен { $frames } кадр бұрын басталады
    .ends-before-cut = { $cut } уақытындағы монтаж түйісінен { $frames } кадр бұрын аяқталады
    .ends-after-cut = { $cut } уақытындағы монтаж түйісінен { $frames } кадр кейін аяқталады
    .ends-on-cut = дәл { $cut } уақытындағы монтаж түйісінде аяқталады
    .belongs-at = оның орны – { $time }
    .belongs-at-or = оның орны – { $time } немесе { $other }
    .move-to = { $time } уақытына жылжыту
    .begins-at = { $time } уақытында басталады
    .take-away = алып тастау
    .write = { $text } деп жазу
    .in-spanish = испан тілі
    .in-kazakh = қазақ тілі
    .in-russian = орыс тілі
    .in-english = ағылшын тілі
    .in-another-language = басқа тіл

## file

file-encoding =
    .uncertain = кодтау белгісіз
    .any = { $evidence }; кез келген 8 биттік кодтау болуы мүмкін; оны --encoding арқылы көрсетіңіз
    .candidates = { $evidence }; мыналардың бірі болуы мүмкін: { $names }; оны --encoding арқылы көрсетіңіз
    .not-utf-8 = файл UTF-8 емес, { $encoding } кодтауында
    .evidence = { $evidence } (сенімділігі { $confidence } %)
    .malformed = { $at } орнындағы { $bytes } байты { $encoding } кодтауында ештеңе білдірмейді

file-line-ends =
    .mixed = файлда жол соңдары әртүрлі: { $crlf } CR LF, { $lf } LF, { $others } басқа
    .fix = барлық жолды { $ending } белгісімен аяқтау
    .end = жолды аяқтау

file-numbering =
    .unexpected = нөмірі { $number }, ал { $expected } болуға тиіс
    .fix = барлық субтитрді 1-ден бастап нөмірлеу

file-stamp-form =
    .negative = жолақты жылжытыңыз немесе уақытты түзетіңіз
    .indented = бос орындарды алып тастау

file-stamp-unreadable =
    .help = оны HH:MM:SS,mmm түрінде жазыңыз

file-strict-reader =
    .refuses = қатаң оқу бағдарламасы бүкіл файлды қабылдамайды: { $why }
    .misreads = қатаң оқу бағдарламасы файлды осы жерден бастап қате оқиды: { $how }

file-structure =
    .add = бос жол қосу
    .empty = жолды босату
    .leave-one = бір ғана бос жол қалдыру

## language

language-kazakh-harmony =
    .found = сөздердің { $share } % жуан және жіңішке дауыстыларды араластырады; қазақ мәтінінде ондай сөз шамамен { $usual } % болады
    .help = ұ мен ү сияқты әріптер шатасқан болуы мүмкін: { $words }

language-kazakh-letter =
    .misread = «{ $letter }» ({ $code }) – қазақ әрпі емес
    .convert-again = бұл windows-1251 деп оқылған KZ-1048 сияқты; түпнұсқасы бар болса, қайтадан түрлендіріңіз
    .fix-misread = KZ-1048 кодтауындағыдай { $letter } деп жазу
    .twin = «{ $letter }» ({ $code }) – қазақ әрпі емес; мұнда { $right } тұруға тиіс
    .fix = қазақтың { $letter } әрпін жазу

language-kazakh-stripped =
    .track = әріптердің { $share } % ғана – ә ғ қ ң ө ұ ү һ і, қазақ мәтінінде олар шамамен { $usual } % болады; мұнда осы әріптерсіз жазылған жиі сөздер саны – { $words }
    .help-track = мәтін осы әріптерсіз терілген не түрлендірілген; түпнұсқасы болса, оны қайта түрлендіріңіз
    .word = «{ $word }» – қазақ әріптерінсіз жазылған «{ $right }»

language-russian-dash =
    .hyphen = сызықша тұратын жерде екі жағында бос орны бар дефис тұр
    .double = сызықша тұратын жерде екі дефис тұр
    .apart = «{ $mark }» белгісінің бір жағында ғана бос орын бар: дефисте бос орын болмайды, сызықшаның екі жағында да болады
    .in-word = дефис арқылы жазылатын сөздің ішінде «{ $mark }» тұр
    .tight = екі сөздің арасындағы «{ $mark }» бос орынсыз жазылған
    .help = орыс тілінде сызықшаның екі жағында да бос орын болады, ал дефисте болмайды
    .fix = «{ $mark }» деп жазу

language-russian-kept-together =
    .found = жол «{ $tail }» мен «{ $head }» арасында үзілген
    .help = екеуін бір жолда қалдырыңыз

language-russian-yo =
    .found = «{ $word }» сөзі осы жолақта ё әрпімен де ({ $with }), е әрпімен де ({ $without }) жазылған
    .other = мұнда ол басқаша жазылған
    .help = бүкіл жолақта бірдей жазыңыз
    .fix-with = барлық жерде ё әрпімен жазу
    .fix-without = барлық жерде е әрпімен жазу

language-spanish-abbreviation =
    .title = «{ $short }» деп жазылған, бірақ одан кейін есім жоқ
    .help-title = мұндай қысқартулар есімнің алдында ғана тұрады; басқа жерде сөз толық жазылады: { $long }
    .no-stop = «{ $word }» нүктесіз жазылған
    .states = АҚШ атауы «{ $written }» деп қысқартылған
    .help-states = испан тілінде EE. UU. деп, бос орынмен жазылады
    .unit = «{ $written }»: өлшем бірлігінде нүкте де, көпше түр де болмайды ({ $right })
    .acronym = «{ $written }»: аббревиатура нүктесіз жазылады ({ $right })

language-spanish-opening-mark =
    .not-opened = сөйлемде «{ $mark }» белгісінің алдында «{ $opening }» жоқ
    .not-closed = сөйлемде «{ $mark }» белгісінен кейін «{ $closing }» жоқ
    .turned = «{ $right }» тұратын жерде «{ $mark }» тұр
    .help = испан тілінде екі белгі де міндетті; біріншісі сөйлемнің ортасында болса да, сұрақ не леп басталатын жерге қойылады
    .fix-open = басталатын жеріне «{ $mark }» қою
    .fix-close = соңына «{ $mark }» қою
    .fix-turned = «{ $mark }» деп жазу

language-spanish-punctuation =
    .stop = «{ $mark }» белгісінен кейін нүкте тұр
    .help-stop = жабатын белгі сөйлемді онсыз да аяқтайды
    .combined = «{ $marks }»: бұл тапсырыс беруші бір ғана белгіні қолданады
    .help-combined = маңыздырағын басында да, соңында да қалдырыңыз
    .semicolon = нүктелі үтір тұр
    .help-semicolon = бұл тапсырыс беруші испан тілінде оны қолданбайды; орнына нүкте не үтір қойылады
    .comma = «pero» мен «{ $mark }» арасында үтір тұр
    .help-comma = Академия ережесі бойынша ол жерде үтір қойылмайды

language-spanish-variant =
    .foreign = «{ $word }» – Испанияның испан тіліне тән, ал жолақ – { $track } (vosotros түрлері: { $count }, ustedes: { $other })
    .help = Америкада бірнеше адамға ustedes дейді, етістік үшінші жақта тұрады
    .both = жолақта vosotros түрлері де ({ $count }, біріншісі – «{ $word }»), ustedes те ({ $other }) бар
    .help-both = Испанияда ustedes – сыпайы түр, ал Америкада vosotros қолданылмайды: жолақ тілінде елін көрсетіңіз, сонда біреуі қате болып шығуы мүмкін
    .more = мұнда да

language-wrong-language =
    .found = бұл мәтіннің тілі – { $found }, ал жолақтың тілі – { $track }
    .evidence = сенімділігі { $confidence } %: { $evidence }

language-wrong-track =
    .found = бүкіл жолақтың тілі – { $found }, ал ол { $track } деп белгіленген
    .evidence = сенімділігі { $confidence } %: { $evidence }

## set

set-drift =
    .speed = бұл жолақтың жылдамдығы – { $from } кадр/с, { $track } жылдамдығы – { $to } кадр/с
    .help-speed = `tregua retime rate --from { $from } --to { $to }` оларды сәйкестендіреді
    .ahead = осы жерден бастап жолақ { $ms } мс озып тұр (салыстырылған: { $track })
    .behind = осы жерден бастап жолақ { $ms } мс кешігіп тұр (салыстырылған: { $track })
    .help = екеуінің монтажын салыстырыңыз; `tregua retime` бірін екіншісіне сәйкестендіреді

set-marks-differ =
    .question = субтитр сұрақпен аяқталады; { $track }: мұнда сұрақ жоқ
    .no-question = мұнда сұрақ жоқ; { $track }: субтитр сұрақпен аяқталады
    .exclamation = субтитр леп белгісімен аяқталады; { $track }: мұнда леп белгісі жоқ
    .no-exclamation = мұнда леп белгісі жоқ; { $track }: субтитр леп белгісімен аяқталады
    .two-voices = сызықшаларға қарағанда екі адам сөйлейді; { $track }: бір адам
    .one-voice = бір адам сөйлейді; { $track }: сызықшаларға қарағанда екі адам

set-names-differ =
    .other = мұнда «{ $here }» тұр; { $track }: «{ $there }»
    .spelling = «{ $here }» осы жолақтың басқа жерлерінде «{ $usual }» деп жазылған
    .help = «{ $there }» осы жолақтың басқа жерлерінде – «{ $usual }»

set-no-counterpart =
    .found = { $track }: бұл уақытта ешқандай субтитр жоқ

set-numbers-differ =
    .other = мұнда «{ $here }» тұр; { $track }: «{ $there }»
    .added = мұнда «{ $here }» тұр; { $track }: мұндай сан жоқ
    .missing = мұнда мұндай сан жоқ; { $track }: «{ $there }»

set-styles-differ =
    .italic = мұнда курсив; { $track }: тік қаріп
    .no-italic = мұнда тік қаріп; { $track }: курсив
    .song = мұнда ♪ тұр; { $track }: ♪ жоқ
    .no-song = мұнда ♪ жоқ; { $track }: ♪ тұр

set-times-differ =
    .in-early = уақыттары ортақ жолақтан { $by } ерте шығады: { $track }
    .in-late = уақыттары ортақ жолақтан { $by } кеш шығады: { $track }
    .out-early = уақыттары ортақ жолақтан { $by } ерте кетеді: { $track }
    .out-late = уақыттары ортақ жолақтан { $by } кеш кетеді: { $track }

set-untranslated =
    .found = мәтін басқа жолақтағымен бірдей: { $track }
    .track = { $all } субтитрдің { $count } басқа жолақтың мәтінін қайталайды: { $track }

## text

text-all-caps =
    .found = субтитр бас әріптермен жазылған
    .track = { $all } субтитрдің { $count } бас әріптермен жазылған

text-apostrophe =
    .asked = апостроф { $mark } ({ $code }) белгісімен жазылған; профиль { $right } белгісін талап етеді
    .unlike = апостроф { $mark } ({ $code }) белгісімен жазылған; жолақтың басым бөлігінде { $right } тұр
    .wrong = { $mark } ({ $code }) – апостроф емес

text-control-character =
    .found = ештеңе көрсетпейтін таңба: { $code }
    .named = ештеңе көрсетпейтін таңба: { $code } { $name }

text-credit-or-address =
    .address = интернеттегі мекенжай: { $address }
    .credit = мұнда субтитрді кім жасағаны айтылған

text-decomposed-letter =
    .found = «{ $letter }» әріп пен бөлек белгіден құралып жазылған ({ $code })
    .fix = { $letter } әрпін бір таңбамен жазу

text-dialogue-dash =
    .alone = сызықша тұр, бірақ субтитрде басқа ешкім сөйлемейді
    .asked = сөйлеушілердің алдында { $found } тұр; профиль талап ететіні – { $wanted }
    .unlike = сөйлеушілердің алдында { $found } тұр; жолақтың басым бөлігінде – { $wanted }
    .bare = бос орынсыз «{ $mark }» ({ $code })
    .with-blank = бос орынды «{ $mark }» ({ $code })
    .crowded = бір жолда екі адам сөйлейді
    .help-crowded = әр сөйлеушіге бөлек жол беріңіз
    .first-has = екі сөйлеушінің де алдында сызықша тұр; { $why ->
        [asked] профиль оны тек екіншісінің алдына қоюды талап етеді
       *[most] жолақтың басым бөлігінде ол тек екіншісінің алдында тұр
    }
    .first-lacks = сызықша тек екінші сөйлеушінің алдында тұр
    .one-only = бірінші жолда сызықша бар, екіншісінде жоқ
    .help-one-only = екінші жолды басқа адам айтса, оған да сызықша керек; айтпаса, біріншісінде де артық
    .fix = сөздердің алдына «{ $mark }» қою

text-ellipsis =
    .asked = профиль көп нүктені «{ $wanted }» түрінде жазуды талап етеді
    .unlike = жолақтың басым бөлігінде көп нүкте «{ $wanted }» түрінде жазылған
    .blank = көп нүктенің алдында бос орын тұр
    .many = көп нүкте үшін нүкте тым көп
    .spaced = көп нүктенің арасында бос орындар тұр
    .two = қатарынан екі нүкте
    .help-two = біреуі – нүкте, үшеуі – көп нүкте

text-empty-cue =
    .found = субтитрде мәтін жоқ
    .help = мәтінін жазыңыз немесе субтитрді алып тастаңыз

text-glyph =
    .found = «{ $character }» ({ $code }) таңбасы тапсырыс берушінің тізімінде жоқ

text-line-shape =
    .lone = үстіңгі жолда бар болғаны { $words } сөз тұр
    .uneven = жолдарда { $first } және { $second } таңба: қысқасы ұзынының { $percent } %-ына жетпейді
    .top-longer = жолдарда { $first } және { $second } таңба: үстіңгісі ұзынырақ
    .top-shorter = жолдарда { $first } және { $second } таңба: үстіңгісі қысқарақ
    .help = «{ $word }» сөзінен кейін бөлсе, { $first } және { $second } болады
    .fix = «{ $word }» сөзінен кейін бөлу

text-line-too-long =
    .too-long = { $count } таңба, шегі – { $max }
    .long = { $count } таңба; кейбір тапсырыс беруші { $least } таңбаға дейін рұқсат етеді, { $max } таңбадан артығына ешкім рұқсат етпейді

text-markup =
    .closes-nothing = { $tag } ештеңені жаппайды
    .never-closed = { $tag } еш жерде жабылмаған
    .fix-close = оны субтитрдің соңында жабу
    .crossed = { $tag } өзінен кейін ашылған тегпен айқасып тұр
    .help-crossed = алдымен ішкі тегті жабыңыз
    .unknown = { $tag } – SubRip пішімінде мұндай тег жоқ
    .help-unknown = оны кейбір ойнатқыш көрсетеді, кейбірі алып тастайды

text-mixed-script =
    .found = «{ $word }» сөзінде екі әліпби араласқан: { $letters }
    .fix = «{ $word }» сөзін бір әліпбимен жазу

text-mojibake =
    .found = бұл қателесіп { $encoding } деп оқылған; мұнда «{ $text }» деп жазылған
    .help = түпнұсқасы бар болса, қайтадан түрлендіріңіз

text-odd-space =
    .found = ені бөлек бос орын ({ $code })
    .tab = сөздердің арасында табуляция тұр
    .fix = кәдімгі бос орын қою
    .fix-no-break = үзілмейтін бос орын қою

text-one-line-would-do =
    .found = екі жолдағы { $count } таңба бір жолға сыяды: оған { $max } таңба жазуға болады
    .fix = бір жолға біріктіру

text-phrase-broken =
    .ends = жол «{ $word }» сөзімен аяқталады, ол келесі сөзге тіркеседі
    .starts = жол «{ $word }» сөзінен басталады, ол алдыңғы сөзге тіркеседі
    .name = «{ $word }» есімнен бөлініп қалған
    .number = «{ $word }» өз өлшемінен не санның қалған бөлігінен ажырап қалған
    .cue-ends = субтитр «{ $word }» сөзімен аяқталады, ол келесі субтитрге тіркеседі
    .fix = «{ $word }» сөзінен кейін бөлу

text-punctuation-space =
    .before = «{ $mark }» белгісінің алдында бос орын тұр
    .behind = «{ $mark }» белгісінен кейін бос орын тұр
    .missing = «{ $mark }» белгісінен кейін бос орын жоқ
    .doubled = «{ $marks }»: бір белгі артық
    .fix-behind = бос орынды белгіден кейін қою
    .fix-insert = бос орын қою
    .fix-one = бір белгісін қалдыру

text-quotes =
    .straight = тік тырнақша; мұнда { $open } { $close } қойылады
    .wrong = мұндағы тырнақша { $open } { $close } емес, { $right_open } { $right_close }
    .unlike = жолақтың басым бөлігінде { $open } { $close } тұр
    .inner = дәйексөздің ішіндегі тырнақша – { $open } { $close }
    .never-closed = { $mark } тырнақшасы еш жерде жабылмаған
    .never-opened = { $mark } тырнақшасы ештеңені жаппайды
    .blank = тырнақшаның ішкі жағында бос орын тұр
    .fix = { $open } және { $close } қою

text-repeated =
    .found = дәл алдындағы мәтін қайталанған ({ $cue })
    .twice = сол мәтін сол уақытта тағы бір рет тұр ({ $cue })
    .help = екеуінен бір субтитр жасаңыз немесе сөз екі рет айтылса, арасына үзіліс қойыңыз
    .help-twice = екеуінің бірін алып тастаңыз

text-replacement-character =
    .found = мұнда бір әріп жоғалған: U+FFFD
    .help = тиісті әріпті жазыңыз; қай әріп екенін түпнұсқа не дыбыс қана айтады

text-sdh-mark =
    .sound = жақшадағы жол, ал жолақ естімейтіндер мен нашар еститіндерге арналмаған
    .label = сөйлеушінің аты «{ $name }», ал жолақ естімейтіндер мен нашар еститіндерге арналмаған
    .help = оны алып тастаңыз немесе --kind sdh деп көрсетіңіз

text-stray-space =
    .start = жолдың басында бос орын тұр
    .end = жолдың соңында бос орын тұр
    .inside = сөздердің арасында бірнеше бос орын тұр

text-too-many-lines =
    .found = { $count } жол, шегі – { $max }

## timing

timing-beyond-programme =
    .after = { $time } уақытында басталады, ал фильм { $length } уақытында бітеді
    .stays = экранда { $time } уақытына дейін тұрады, ал фильм { $length } уақытында бітеді
    .help = жолақ басқа монтажға немесе басқа жылдамдыққа арналған болуы мүмкін; `tregua retime` оны осыған сәйкестендіреді

timing-first-too-early =
    .found = бірінші субтитр { $time } уақытында басталады; { $earliest } секундтан ерте шықпауға тиіс

timing-flash =
    .found = экранда бар болғаны { $lasts } тұрады
    .help = оны оқып үлгеру мүмкін емес; ұзартыңыз немесе алып тастаңыз

timing-gap-in-chaining-zone =
    .found = { $gap } үзіліс (алдында: { $cue }) жыпылықтау болып көрінеді
    .help = оны ең аз үзіліске дейін қысқартыңыз немесе { $seconds } секундқа дейін ұзартыңыз
    .fix-none = { $cue }: осы субтитр басталғанша экранда қалдыру
    .fix = { $cue }: келесісіне { $frames } кадр қалғанша экранда қалдыру

timing-gap-too-short =
    .none = үзіліс жоқ
    .gap = { $gap } үзіліс
    .found = { $gap } (алдында: { $cue }), ең азы – { $least }

timing-no-duration =
    .none = субтитр басталған сәтінде бітеді
    .backwards = субтитр басталмай тұрып { $seconds } с бұрын бітеді
    .help = оны ешкім көрмейді; уақытының бірі қате

timing-off-grid =
    .found = { $which ->
        [in] шығу уақыты
       *[out] кету уақыты
    } { $rate } кадр/с кезіндегі ең жақын кадрдан { $ms } мс { $side ->
        [before] ерте
       *[behind] кеш
    }

timing-out-of-order =
    .found = өзінен жоғары тұрған субтитрден ({ $cue }) бұрын басталады

timing-overlap =
    .found = { $ms } мс бойы басқа субтитрмен ({ $cue }) қабаттасады

timing-reading-too-fast =
    .found = секундына { $speed } таңба, шегі – { $limit }
    .help = { $lasts } с ішінде { $count } таңба; оларға { $needs } с керек
    .words = минутына { $speed } сөз, шегі – { $limit }
    .help-words = { $lasts } с ішінде { $count } сөз; оларға { $needs } с керек

timing-speed-jump =
    .found = оқу жылдамдығы секундына { $from } таңбадан { $to } таңбаға күрт өзгереді (алдында: { $cue })
    .help = алдыңғы субтитр уақытының бір бөлігін осыған беріңіз

timing-too-brief =
    .found = экранда { $lasts } тұрады, ең азы – { $limit }

timing-too-long =
    .found = экранда { $lasts } тұрады, ең көбі – { $limit } с
    .help = субтитрді бөліңіз немесе кету уақытын ертерек қойыңыз
