# What Tregua says, in Russian. One entry a rule, its texts as attributes; see CONTRIBUTING.md.
# Values in braces are filled in; what is not a full sentence has no full stop and begins in lower case.

## What many rules say

common =
    .cue = субтитр { $number }
    .cue-at = субтитр на месте { $place }
    .track = дорожка { $language }
    .track-at = дорожка { $place }
    .ms = { $ms } мс
    .seconds = { $seconds } с
    .frames = { $frames ->
        [one] { $frames } кадр
        [few] { $frames } кадра
       *[many] { $frames } кадров
    }
    .frames-ms = { $frames ->
        [one] { $frames } кадр ({ $ms } мс)
        [few] { $frames } кадра ({ $ms } мс)
       *[many] { $frames } кадров ({ $ms } мс)
    }
    .frames-s = { $frames ->
        [one] { $frames } кадр ({ $seconds } с)
        [few] { $frames } кадра ({ $seconds } с)
       *[many] { $frames } кадров ({ $seconds } с)
    }
    .stays-until = на экране до { $time }
    .begins-after-cut = начинается на { $frames ->
        [one] { $frames } кадр
        [few] { $frames } кадра
       *[many] { $frames } кадров
    } позже склейки в { $cut }
    .begins-before-cut = начинается на { $frames ->
        [one] { $frames } кадр
        [few] { $frames } кадра
       *[many] { $frames } кадров
    } раньше склейки в { $cut }
    .ends-before-cut = заканчивается на { $frames ->
        [one] { $frames } кадр
        [few] { $frames } кадра
       *[many] { $frames } кадров
    } раньше склейки в { $cut }
    .ends-after-cut = заканчивается на { $frames ->
        [one] { $frames } кадр
        [few] { $frames } кадра
       *[many] { $frames } кадров
    } позже склейки в { $cut }
    .ends-on-cut = заканчивается ровно на склейке в { $cut }
    .belongs-at = его место – { $time }
    .belongs-at-or = его место – { $time } или { $other }
    .move-to = перенести на { $time }
    .begins-at = начинается в { $time }
    .take-away = убрать
    .write = написать { $text }
    .in-spanish = испанский
    .in-kazakh = казахский
    .in-russian = русский
    .in-english = английский
    .in-another-language = другой язык

## file

file-byte-order-mark =
    .found = файл начинается с метки порядка байтов, а она не нужна
    .help = сохраните его в UTF-8 без метки
    .missing = файл не начинается с метки порядка байтов, а она нужна
    .help-missing = сохраните его в UTF-8 с меткой

file-encoding =
    .uncertain = кодировка не установлена
    .any = { $evidence }; это может быть любая 8-битная кодировка; укажите её через --encoding
    .candidates = { $evidence }; возможно, это { $names }; укажите кодировку через --encoding
    .not-utf-8 = кодировка файла – { $encoding }, а не UTF-8
    .evidence = { $evidence } (уверенность { $confidence } %)
    .malformed = байт { $bytes } по адресу { $at } ничего не означает в { $encoding }

file-line-ends =
    .mixed = в файле разные концы строк: CR LF – { $crlf }, LF – { $lf }, других – { $others }
    .fix = закончить все строки на { $ending }
    .end = закончить её

file-name-pattern =
    .found = имя «{ $name }» не подходит под образец «{ $pattern }»

file-numbering =
    .unexpected = номер { $number }, а должен быть { $expected }
    .fix = перенумеровать все субтитры с 1

file-stamp-form =
    .negative = сдвиньте дорожку или исправьте время
    .indented = убрать пробелы

file-stamp-unreadable =
    .help = напишите его как HH:MM:SS,mmm

file-strict-reader =
    .refuses = строгая программа чтения отвергает весь файл: { $why }
    .misreads = отсюда строгая программа читает файл неверно: { $how }

file-structure =
    .add = вставить пустую строку
    .empty = очистить её
    .leave-one = оставить одну пустую строку

file-too-large =
    .found = размер файла – { $size } КиБ, наибольший допустимый – { $most } КиБ

## language

language-kazakh-harmony =
    .found = в { $share } % слов смешаны гласные заднего и переднего ряда; в казахском таких около { $usual } %
    .help = возможно, перепутаны буквы, например ұ и ү: { $words }

language-kazakh-letter =
    .misread = «{ $letter }» ({ $code }) – не казахская буква
    .convert-again = похоже на KZ-1048, прочитанную как windows-1251; если есть исходник, перекодируйте его заново
    .fix-misread = написать { $letter }, как в KZ-1048
    .twin = «{ $letter }» ({ $code }) – не казахская буква; здесь должна стоять { $right }
    .fix = написать казахскую букву { $letter }

language-kazakh-stripped =
    .track = буквы ә ғ қ ң ө ұ ү һ і составляют { $share } %, в казахском тексте – около { $usual } %; частых слов, написанных без них, здесь { $words }
    .help-track = текст набран или преобразован без этих букв; если есть исходник, преобразуйте его заново
    .word = «{ $word }» – это «{ $right }» без казахских букв

language-russian-dash =
    .hyphen = дефис с пробелами на месте тире
    .double = два дефиса на месте тире
    .apart = «{ $mark }» с пробелом только с одной стороны: у дефиса пробелов нет, у тире их два
    .in-word = «{ $mark }» в слове, которое пишется через дефис
    .tight = «{ $mark }» без пробелов между двумя словами
    .help = тире отбивается пробелами с обеих сторон, дефис – ни с одной
    .fix = написать «{ $mark }»

language-russian-kept-together =
    .found = строка обрывается между «{ $tail }» и «{ $head }»
    .help = перенесите обе части вместе

language-russian-yo =
    .found = слово «{ $word }» написано в этой дорожке и с ё ({ $with }), и с е ({ $without })
    .other = здесь оно написано иначе
    .help = пишите его одинаково во всей дорожке
    .fix-with = везде писать с ё
    .fix-without = везде писать с е

language-spanish-abbreviation =
    .title = «{ $short }», а имени после него нет
    .help-title = такие сокращения стоят только перед именем; в остальных случаях слово пишется целиком: { $long }
    .no-stop = «{ $word }» без точки
    .states = «{ $written }» вместо обычного сокращения США
    .help-states = по-испански пишется EE. UU., с пробелом
    .unit = «{ $written }»: у единиц нет ни точки, ни множественного числа ({ $right })
    .acronym = «{ $written }»: аббревиатуры пишутся без точек ({ $right })

language-spanish-opening-mark =
    .not-opened = перед «{ $mark }» в предложении нет «{ $opening }»
    .not-closed = после «{ $mark }» в предложении нет «{ $closing }»
    .turned = «{ $mark }» стоит там, где нужен «{ $right }»
    .help = в испанском обязательны оба знака; первый стоит там, где начинается вопрос или восклицание, даже в середине предложения
    .fix-open = поставить «{ $mark }» в начале
    .fix-close = закончить знаком «{ $mark }»
    .fix-turned = написать «{ $mark }»

language-spanish-punctuation =
    .stop = точка после «{ $mark }»
    .help-stop = закрывающий знак уже завершает предложение
    .combined = «{ $marks }»: этот заказчик допускает только один знак
    .help-combined = оставьте тот, что важнее, в начале и в конце
    .semicolon = точка с запятой
    .help-semicolon = этот заказчик её в испанском не допускает; вместо неё ставят точку или запятую
    .comma = запятая между «pero» и «{ $mark }»
    .help-comma = по правилам Академии запятой там нет

language-spanish-variant =
    .foreign = «{ $word }» – испанский Испании, а дорожка – { $track } (формы vosotros: { $count }, ustedes: { $other })
    .help = в Америке к нескольким людям обращаются на ustedes с глаголом в третьем лице
    .both = в дорожке есть и формы vosotros ({ $count }, первая – «{ $word }»), и ustedes ({ $other })
    .help-both = в Испании ustedes – вежливая форма, в Америке vosotros не говорят: укажите страну в языке дорожки, и одна из форм может оказаться ошибкой
    .more = и здесь

language-wrong-language =
    .found = язык этого текста – { $found }, а язык дорожки – { $track }
    .evidence = уверенность { $confidence } %: { $evidence }

language-wrong-track =
    .found = язык всей дорожки – { $found }, а обозначена она как { $track }
    .evidence = уверенность { $confidence } %: { $evidence }

## set

set-drift =
    .ahead = вся дорожка на { $ms } мс опережает другую: { $track }
    .behind = вся дорожка на { $ms } мс отстаёт от другой: { $track }
    .ahead-until = отсюда и до { $until } дорожка на { $ms } мс опережает другую: { $track }
    .behind-until = отсюда и до { $until } дорожка на { $ms } мс отстаёт от другой: { $track }
    .speed = дорожка идёт со скоростью { $from } кадр/с, { $track } – { $to } кадр/с; на первом субтитре они расходятся на { $first } мс, на последнем – на { $last } мс
    .fast = дорожка идёт на { $percent } % быстрее другой ({ $track }); на первом субтитре они расходятся на { $first } мс, на последнем – на { $last } мс
    .slow = дорожка идёт на { $percent } % медленнее другой ({ $track }); на первом субтитре они расходятся на { $first } мс, на последнем – на { $last } мс
    .step = отсюда дорожка расходится с другой ({ $track }) на { $ms } мс – больше, чем объясняет её скорость
    .cure = `{ $command }` согласует их
    .help = сравните монтаж обеих; `tregua retime` подгонит одну под другую

set-forced-missing =
    .found = { $track }: этого форсированного субтитра нет
    .help = добавьте его в полную дорожку или уберите из форсированной
    .many = { $track }: форсированных субтитров всего { $all }, из них здесь нет { $count }
    .help-many = сравните обе дорожки: одна из них может быть от другой версии

set-frame-rates-differ =
    .found = в файле указано { $rate } кадр/с; { $track } – { $other } кадр/с
    .grid = времена стоят на кадрах при { $rate } кадр/с; { $track } – { $other } кадр/с
    .help = сделайте обе под частоту кадров самого фильма; `tregua retime rate` переведёт времена из одной в другую

set-no-counterpart =
    .found = { $track }: в это время нет ни одного субтитра

set-wrong-file =
    .found = времена появления субтитров (всего их { $cues }) не совпадают ни с одной другой дорожкой – ни при каком сдвиге и ни при какой обычной скорости
    .help = проверьте, от этого ли фильма, серии и монтажа эта дорожка
    .same = текст тот же, что в другой дорожке: { $track }
    .help-same = проверьте, не вставлен ли один и тот же файл дважды

## text

text-all-caps =
    .found = субтитр набран прописными буквами
    .track = прописными набраны { $count } из { $all } субтитров

text-apostrophe =
    .asked = апостроф записан знаком { $mark } ({ $code }); профиль требует { $right }
    .unlike = апостроф записан знаком { $mark } ({ $code }); почти везде в дорожке стоит { $right }
    .wrong = { $mark } ({ $code }) – не апостроф

text-control-character =
    .found = знак, который ничего не показывает: { $code }
    .named = знак, который ничего не показывает: { $code } { $name }

text-credit-or-address =
    .address = адрес в интернете: { $address }
    .credit = здесь назван автор субтитров

text-decomposed-letter =
    .found = «{ $letter }» записана буквой и отдельным значком ({ $code })
    .fix = написать { $letter } одним знаком

text-dialogue-dash =
    .alone = стоит тире, но больше в субтитре никто не говорит
    .asked = перед репликами стоит { $found }; профиль требует { $wanted }
    .unlike = перед репликами стоит { $found }; почти везде в дорожке – { $wanted }
    .bare = «{ $mark }» ({ $code }) без пробела
    .with-blank = «{ $mark }» ({ $code }) с пробелом
    .crowded = в одной строке говорят двое
    .help-crowded = дайте каждому говорящему свою строку
    .first-has = тире стоит перед обеими репликами; { $why ->
        [asked] профиль требует его только перед второй
       *[most] почти везде в дорожке оно стоит только перед второй
    }
    .first-lacks = тире стоит только перед второй репликой
    .one-only = в первой строке тире есть, во второй нет
    .help-one-only = если вторую строку говорит другой, тире нужно и там; если нет, оно лишнее и в первой
    .fix = поставить «{ $mark }» перед словами

text-ellipsis =
    .asked = профиль требует «{ $wanted }» в качестве многоточия
    .unlike = почти везде в дорожке многоточие – «{ $wanted }»
    .blank = перед многоточием стоит пробел
    .many = для многоточия слишком много точек
    .spaced = между точками многоточия стоят пробелы
    .two = две точки подряд
    .help-two = одна – точка, три – многоточие

text-empty-cue =
    .found = в субтитре нет текста
    .help = напишите текст или уберите субтитр

text-glyph =
    .found = знака «{ $character }» ({ $code }) нет в списке заказчика

text-line-shape =
    .lone = { $words ->
        [one] в верхней строке всего { $words } слово
        [few] в верхней строке всего { $words } слова
       *[many] в верхней строке всего { $words } слов
    }
    .uneven = в строках { $first } и { $second } зн.: короткая не дотягивает до { $percent } % длинной
    .top-longer = в строках { $first } и { $second } зн.: верхняя длиннее
    .top-shorter = в строках { $first } и { $second } зн.: верхняя короче
    .help = если разбить после «{ $word }», будет { $first } и { $second }
    .fix = разбить после «{ $word }»

text-line-too-long =
    .too-long = знаков: { $count }, предел – { $max }
    .long = знаков: { $count }; некоторые заказчики допускают { $least }, и никто не допускает больше { $max }

text-markup =
    .closes-nothing = { $tag } ничего не закрывает
    .never-closed = { $tag } нигде не закрыт
    .fix-close = закрыть его в конце субтитра
    .crossed = { $tag } пересекается с тегом, открытым после него
    .help-crossed = сначала закройте внутренний тег
    .unknown = { $tag } – такого тега в SubRip нет
    .help-unknown = одни плееры его показывают, другие отбрасывают

text-mixed-script =
    .found = в слове «{ $word }» смешаны два алфавита: { $letters }
    .fix = написать «{ $word }» одним алфавитом

text-mojibake =
    .found = это по ошибке прочитано как { $encoding }; здесь написано: «{ $text }»
    .help = если есть исходник, перекодируйте его заново

text-odd-space =
    .found = пробел другой ширины ({ $code })
    .tab = табуляция между словами
    .fix = поставить обычный пробел
    .fix-no-break = поставить неразрывный пробел

text-one-line-would-do =
    .found = две строки ({ $count } зн.) поместятся в одну: в ней может быть { $max }
    .fix = соединить в одну строку

text-phrase-broken =
    .ends = строка кончается на «{ $word }»: это слово относится к следующему
    .starts = строка начинается с «{ $word }»: это слово относится к предыдущему
    .name = перенос отрывает «{ $word }» от имени
    .number = перенос отрывает «{ $word }» от единицы измерения или от остальной части числа
    .cue-ends = субтитр кончается на «{ $word }»: это слово относится к следующему субтитру
    .fix = разбить после «{ $word }»

text-punctuation-space =
    .before = перед «{ $mark }» стоит пробел
    .behind = после «{ $mark }» стоит пробел
    .missing = после «{ $mark }» нет пробела
    .doubled = «{ $marks }»: один знак лишний
    .fix-behind = поставить пробел после знака
    .fix-insert = вставить пробел
    .fix-one = оставить один знак

text-quotes =
    .straight = прямые кавычки; здесь нужны { $open } { $close }
    .wrong = кавычки здесь не { $open } { $close }, а { $right_open } { $right_close }
    .unlike = почти везде в дорожке стоят { $open } { $close }
    .inner = внутри цитаты кавычки – { $open } { $close }
    .never-closed = кавычка { $mark } нигде не закрыта
    .never-opened = кавычка { $mark } ничего не закрывает
    .blank = внутри кавычек стоит пробел
    .fix = поставить { $open } и { $close }

text-repeated =
    .found = тот же текст, что и перед этим ({ $cue }), сразу следом
    .twice = тот же текст в то же время, что и { $cue }
    .help = сделайте из двух субтитров один или оставьте паузу, если слова звучат дважды
    .help-twice = уберите один из двух

text-replacement-character =
    .found = здесь потеряна буква: U+FFFD
    .help = впишите нужную букву; какая она, скажет только исходник или звук

text-sdh-mark =
    .sound = строка в скобках, а дорожка не для глухих и слабослышащих
    .label = имя говорящего – «{ $name }», а дорожка не для глухих и слабослышащих
    .help = уберите это или укажите --kind sdh

text-stray-space =
    .start = пробел в начале строки
    .end = пробел в конце строки
    .inside = больше одного пробела между словами

text-too-many-lines =
    .found = строк: { $count }, предел – { $max }

## timing

timing-beyond-programme =
    .after = начинается в { $time }, а фильм заканчивается в { $length }
    .stays = на экране до { $time }, а фильм заканчивается в { $length }
    .help = возможно, дорожка сделана для другого монтажа или другой скорости; `tregua retime` подгонит её под этот

timing-first-too-early =
    .found = первый субтитр начинается в { $time }; раньше { $earliest } с нельзя

timing-flash =
    .found = на экране всего { $lasts }
    .help = прочесть это невозможно; продлите субтитр или уберите его

timing-gap-in-chaining-zone =
    .found = промежуток { $gap } ({ $cue } стоит перед ним) выглядит как мигание
    .help = сократите его до наименьшего или увеличьте до { $seconds } с
    .fix-none = { $cue }: оставить на экране до начала этого
    .fix = { $cue }: оставить на экране, пока до следующего не останется { $frames ->
        [one] { $frames } кадр
        [few] { $frames } кадра
       *[many] { $frames } кадров
    }

timing-gap-too-short =
    .none = промежутка нет
    .gap = промежуток { $gap }
    .found = { $gap } (раньше стоит { $cue }), наименьший – { $least }

timing-no-duration =
    .none = субтитр заканчивается в тот же миг, когда начинается
    .backwards = субтитр заканчивается на { $seconds } с раньше, чем начинается
    .help = его никто не увидит; одно из времён неверно

timing-off-grid =
    .found = { $which ->
        [in] время входа
       *[out] время выхода
    } { $side ->
        [before] на { $ms } мс раньше
       *[behind] на { $ms } мс позже
    } ближайшего кадра при { $rate } кадр/с

timing-out-of-order =
    .found = начинается раньше, чем { $cue }, хотя стоит после него

timing-overlap =
    .found = { $cue } ещё на экране: наложение { $ms } мс

timing-reading-too-fast =
    .found = { $speed } знака в секунду, предел – { $limit }
    .help = знаков: { $count } за { $lasts } с; им нужно { $needs } с
    .words = слов в минуту: { $speed }, предел – { $limit }
    .help-words = { $count ->
        [one] { $count } слово
        [few] { $count } слова
       *[many] { $count } слов
    } за { $lasts } с; нужно { $needs } с

timing-speed-jump =
    .found = скорость чтения скачет с { $from } до { $to } знака в секунду (перед этим стоит { $cue })
    .help = отдайте этому субтитру часть времени предыдущего

timing-too-brief =
    .found = на экране { $lasts }, наименьшее – { $limit }

timing-too-long =
    .found = на экране { $lasts }, наибольшее – { $limit } с
    .help = разделите субтитр или сделайте его выход раньше
