//! Short lists of frequent words of spoken dialogue, folded into numbers when the program is built.

use super::letters;

/// Letters of a word that fit into its key, six bits each.
const LONGEST: u32 = 10;

/// A word under construction: its letters' numbers side by side.
#[derive(Clone, Copy, Default)]
pub(super) struct Key {
    bits: u64,
    len: u32,
}

impl Key {
    /// No letter yet.
    pub(super) const NEW: Self = Self { bits: 0, len: 0 };

    /// Appends a letter by the number [`letters::cyrillic`] or [`letters::latin`] gave it.
    #[inline]
    pub(super) const fn push(self, code: u8) -> Self {
        Self { bits: (self.bits << 6) | code as u64, len: self.len.saturating_add(1) }
    }

    const fn value(self) -> u64 {
        // Longer words are on no list, and a zero is no word.
        if self.len > LONGEST { 0 } else { self.bits }
    }
}

/// What a word on a list of Cyrillic words tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Cyrillic {
    /// A Kazakh word (without one of the nine letters, which need no list).
    Kazakh,
    /// A Russian word.
    Russian,
    /// Means something in both: да, не, та, он.
    Both,
    /// A Ukrainian word that is neither.
    Ukrainian,
}

/// What a word on a list of Latin words tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Latin {
    /// Spanish.
    Spanish,
    /// English.
    English,
    /// In use in both: no, me, a, son.
    Both,
    /// Frequent in French, Italian, Portuguese, German or another, and in neither Spanish nor English.
    Foreign,
}

impl Cyrillic {
    /// By the number of the list.
    const ALL: [Self; 4] = [Self::Russian, Self::Kazakh, Self::Both, Self::Ukrainian];

    /// Picks what belongs to a word of each list, or to one of none. Which it is comes in no order that a processor could guess,
    /// so all are worked out, and none is jumped to.
    #[inline]
    pub(super) fn pick<T: Copy>(key: Key, of: impl Fn(Self) -> T, none: T) -> T {
        let [a, b, c, d] = Self::ALL.map(of);
        [a, b, c, d, none].get(find(&CYRILLIC, key.value())).copied().unwrap_or(none)
    }
}

/// Looks a word up among the Cyrillic ones.
#[inline]
pub(super) fn cyrillic(key: Key) -> Option<Cyrillic> {
    Cyrillic::ALL.get(find(&CYRILLIC, key.value())).copied()
}

/// Looks a word up among the Latin ones.
#[inline]
pub(super) fn latin(key: Key) -> Option<Latin> {
    [Latin::Spanish, Latin::English, Latin::Both, Latin::Foreign].get(find(&LATIN, key.value())).copied()
}

/// Whether a word is English and nothing else. Nearly none is in Spanish, and those are told apart by a bit.
#[inline]
pub(super) fn is_english(key: Key) -> bool {
    let place = place::<{ ENGLISH_BITS.len() * 64 }>(key.value());
    ENGLISH_BITS[place / 64] >> (place % 64) & 1 != 0 && latin(key) == Some(Latin::English)
}

/// Places of a table: a power of two, and more than twice the words of a script.
const PLACES: usize = 2048;
/// Bits of a key; the number of the word's list stands above them.
const KEY_BITS: u32 = LONGEST * 6;

/// Where the search for a key begins, of so many places.
const fn place<const OF: usize>(key: u64) -> usize {
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - OF.trailing_zeros())) as usize % OF
}

/// A bit for each English word, at its place.
static ENGLISH_BITS: [u64; 64] = {
    let mut bits = [0; 64];
    let mut word = 0;
    while word < ENGLISH.len() {
        let place = place::<{ 64 * 64 }>(ENGLISH[word]);
        bits[place / 64] |= 1 << (place % 64);
        word += 1;
    }
    bits
};

/// The four lists of a script as one table: a word is found, or not, at the first look as a rule. What stands in
/// several lists belongs to the first.
const fn table(lists: [&[u64]; 4]) -> [u64; PLACES] {
    let mut table = [0; PLACES];
    let mut list = 0;
    while list < lists.len() {
        let mut word = 0;
        while word < lists[list].len() {
            let key = lists[list][word];
            let mut at = place::<PLACES>(key);
            while table[at] != 0 && table[at] & ((1 << KEY_BITS) - 1) != key {
                at = (at + 1) % PLACES;
            }
            if table[at] == 0 {
                table[at] = key | (list as u64) << KEY_BITS;
            }
            word += 1;
        }
        list += 1;
    }
    table
}

/// The number of a word's list, or of none.
#[inline]
fn find(table: &[u64; PLACES], key: u64) -> usize {
    const NONE: usize = 4;
    let mut at = place::<PLACES>(key);
    loop {
        let it = table[at % PLACES];
        let same = it & ((1 << KEY_BITS) - 1) == key;
        // Nearly always it is the first, one way or the other.
        if same || it == 0 {
            // No word has no letters, and an empty place would be taken for it.
            return if same && key != 0 { (it >> KEY_BITS) as usize } else { NONE };
        }
        at += 1;
    }
}

static CYRILLIC: [u64; PLACES] = table([&RUSSIAN, &KAZAKH, &BOTH_CYRILLIC, &UKRAINIAN]);
static LATIN: [u64; PLACES] = table([&SPANISH, &ENGLISH, &BOTH_LATIN, &FOREIGN]);

/// Counts the words of a list written with single blanks between them.
const fn how_many(list: &str) -> usize {
    let bytes = list.as_bytes();
    let mut count = 1;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b' ' {
            count += 1;
        }
        at += 1;
    }
    count
}

/// Turns a list into sorted keys while the program is built. Letters take one or two bytes here.
const fn keys<const N: usize>(list: &str) -> [u64; N] {
    let bytes = list.as_bytes();
    let mut keys = [0; N];
    let mut word = Key { bits: 0, len: 0 };
    let (mut at, mut n) = (0, 0);
    while at <= bytes.len() {
        if at == bytes.len() || bytes[at] == b' ' {
            let mut hole = n;
            while hole > 0 && keys[hole - 1] > word.bits {
                keys[hole] = keys[hole - 1];
                hole -= 1;
            }
            // A letter without a number or a word too long is a slip in the list: the build stops on it.
            assert!(word.len > 0 && word.len <= LONGEST);
            keys[hole] = word.bits;
            n += 1;
            word = Key { bits: 0, len: 0 };
            at += 1;
            continue;
        }
        let two = bytes[at] >= 0xc0;
        let scalar =
            if two { (bytes[at] as u32 & 0x1f) << 6 | bytes[at + 1] as u32 & 0x3f } else { bytes[at] as u32 };
        let code = match char::from_u32(scalar) {
            Some(c) if letters::cyrillic(c) != 0 => letters::cyrillic(c),
            Some(c) => letters::latin(c),
            None => 0,
        };
        assert!(code != 0);
        word = word.push(code);
        at += if two { 2 } else { 1 };
    }
    keys
}

macro_rules! list {
    ($(#[$doc:meta])* $name:ident, $words:expr) => {
        $(#[$doc])*
        const $name: [u64; how_many($words)] = keys($words);
    };
}

list!(
    /// Without words that have one of the nine letters.
    KAZAKH,
    "мен сен ол олар осы сол мына мынау анау ана неге ия ма ме ба бе па пе бар болды болса болып бол \
     болар болмаса болмайды ал де емес екен тек деп деген десе кел кет келе барды барам барма жатыр отыр \
     керек сонда онда тез жаман рас ше сосын сонымен менде сенде онымен менен сенен одан осында соны \
     осыны мынаны оны олай осылай солай бермен сабыр ете тура жаса жасама айт айтты айтшы айтпа жаз жазба \
     ойла ойлан тамаша дайын жаным атам апам балалар адамдар жолда алда артта алып барып салып жазып \
     отырып жатып атып"
);

list!(
    RUSSIAN,
    "я ты она оно мы вы они меня тебя его ее нас вас их мне тебе ему ей нам вам им и в на с к у о от до \
     по за из ни что это как где когда куда кто чего чем нет бы же ли уже еще если или но только так там \
     тут здесь сейчас теперь потом всегда никогда очень может быть был была было были есть буду будет \
     хочу надо нужно знаю знаешь думаю скажи можно нельзя спасибо пожалуйста хорошо ладно давай пошли \
     привет мой моя мое мои твой твоя твое твои наш наша ваш свой свою этот эта эти эту этого этой этом \
     тот все всех всем весь вот для без со во об при про под над ну почему зачем ничего никто кому кого \
     себя себе тоже даже просто больше лучше сам сама чтобы потому пусть ведь разве какой какая какие раз \
     один одна день дом нее него них ней ним мной тобой твоей моей моего твоего чтоб пора дай иди стой \
     смотри слушай снова вдруг едва а \
     пока сюда туда сколько люди людей человек дело жить сказал сказала знает хочешь"
);

list!(
    /// Words of both, or that either borrows from the other: ел is "people" and "ate", сын "criticism" and "son",
    /// and ата and рахмет are said in Russian as well.
    BOTH_CYRILLIC,
    "да не та те э ой ай эй ах ох ух он той ел ем ас жар кем сор сын алло алма хм мм ура о'кей вокзал ата \
     апа апай рахмет бала балам"
);

list!(
    UKRAINIAN,
    "що це він вона вони ви ні й як але вже дуже якщо його тобі чому хто бути був було треба зараз тільки \
     також коли навіщо дякую ще від"
);

list!(
    SPANISH,
    "que de la el en y los las un una por con para se lo es su sus al del como más pero está están estás \
     estoy muy yo tú él ella ellos nos te le les mi mis tu si sí ya qué quién cómo dónde cuándo este esta \
     esto estos esas ese esa eso aquí ahí allí hay ser era fue soy eres somos nada todo todos toda algo \
     nadie nunca siempre también porque cuando donde hasta desde sobre entre sin ni o e hace hacer hecho \
     tengo tiene tienes quiero quiere puedo puede vamos voy vas va ven bien señor señora gracias hola \
     adiós noche día casa padre madre hijo agua tierra así sólo solo otro otra dos tres años tiempo vida \
     hoy ahora mañana después antes vale bueno buenos buenas dios verdad hombre mujer amigo claro favor \
     usted ustedes nosotros vosotros os ha han hemos había estaba sé será cada mucho poco mejor aquel \
     aquella tan aún hacia contra cuatro cinco seis siete ocho nueve diez veinte cien mil quien quienes \
     cuánto cuántos digo dijo sabe sabes creo mira oye espera deja dame dime toma queda llega pasa medio \
     casi menos aunque mientras todavía luego entonces pues mismo misma cosa cosas gente mundo noches \
     manos ojos viejo hermano hermana hija hijos hijas conmigo contigo venga vuelve vuelta nuestro \
     nuestra nuestros alguien ninguno ninguna"
);

list!(
    ENGLISH,
    "the and of to in is it you that was for on are with as i his they at be this have from or had by but \
     what were we when your can said there an each which she do how their if will up other about out many \
     then them these so her would make like him into time look more write go see way could people my than \
     been who its now find get did i'm you're it's don't that's can't we're i'll let's he's she's what's \
     didn't isn't i've you've won't doesn't there's they're we'll wasn't couldn't where why know think \
     want yes not just good right here our us too very really please thank thanks sorry okay never always \
     something nothing someone going gonna got again because before after down over any some off says \
     came both big little old man men woman three four new still even through between while should might \
     must tell told take took uses used own owns every much home house night day years love life help \
     wait stop leave alone together haven't hasn't wouldn't shouldn't aren't he'll she'll you'll you'd \
     i'd that'll who's how's where's"
);

list!(
    /// Common to Spanish and English, or to many languages.
    BOTH_LATIN,
    "no me a has son sea once come van real dice den pie red ten pan sale fine use hotel animal total \
     final idea plan ok taxi ah oh eh uh ay hey ja mm hm he"
);

list!(
    /// Words of French, Italian, Portuguese, Catalan, German, Dutch, Swedish and Turkish.
    FOREIGN,
    "je est pas vous et il elle nous dans avec c'est j'ai moi toi mais oui avoir une non di sono per \
     della perché questo anche ich nicht das und ist wir sie der die ein eine mit auch aber em uma isso \
     muito meu minha het een niet dat ik wij och att det inte jag som ett bir bu ve ne amb és els dels \
     molt gli nel alla sei io lui du au aux qui quoi é um na ao aos agora aqui foi vai até mesmo onde \
     isto pra"
);
