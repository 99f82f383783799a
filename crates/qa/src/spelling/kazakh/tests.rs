use super::*;

/// A dictionary of a few stems.
const STEMS: &str = "бала адам кітап аяқ жүрек ауыз орын халық мұрын ат үй қол дос келу көру бару шығу табу айту оқу \
    сөйлеу қою жасау тұру істеу ұмыту мұғалім тұтқын қайда ауыл көз жылы тез жаз әке балық тары су күн бауыр балшық \
    сұрау болу жазу ішу жеу деу күту тоқтау айтылу естілу қорқу жүгір лагерь ақша ауыр оқы";

fn right(word: &str) -> bool {
    makes(word, &|stem: &str| STEMS.split(' ').any(|known| known == stem))
}

fn all_right(words: &str) {
    let bad: Vec<&str> = words.split_whitespace().filter(|word| !right(word)).collect();
    assert!(bad.is_empty(), "not accepted: {bad:?}");
}

fn none_right(words: &str) {
    let bad: Vec<&str> = words.split_whitespace().filter(|word| right(word)).collect();
    assert!(bad.is_empty(), "accepted: {bad:?}");
}

#[test]
fn nouns_with_many_suffixes() {
    // Plurals and possessives; a vowel may drop.
    all_right(
        "балалар адамдар кітаптар жүректер үйлер күндер балам кітабым аяғың жүрегі баласы үйіміз қолыңыз достарымыз",
    );
    all_right("аузы аузыңды орнынан халқы мұрнын аулында суы суға сулар");
    // Cases.
    all_right(
        "баланың адамның үйдің аттың балаға атқа үйге балама баласына баламды кітабын көзіне балада атта қолында",
    );
    all_right("үйден адамнан қолымнан баламен атпен көзбен лагерьге лагерьде");
    // What is there, whose it is, and the like.
    all_right(
        "үйлеріміздегілердің үйдегі қолыңдағы әкемдікі баланікі әкемдікін ауылша көзіндей балықтай досыңсыз тезірек",
    );
    // Who it is.
    all_right("мұғаліммін тұтқынсыз тұтқынбыз баламын қайдасың үйдеміз үйденсіңдер ауылданмын");
}

#[test]
fn verbs_with_many_suffixes() {
    // The past, the conditional, the present.
    all_right(
        "келдім көрдің бардыңыз шықтық таптыңдар айтты келсе барсам көрсеңіз келеді барамын көресің шығады табамыз",
    );
    all_right("оқимын сөйлейсіз қояды қоямын жүгіріп жүгірдік қорықпа қорқады");
    // Converbs.
    all_right("келіп барып шығып тауып оқып сөйлеп қойып келіпті барыппын барғалы келгенше");
    // Negation.
    all_right("келме барма шықпа келмейді бармадым айтпайсың ұмытпа тоқтамаңдар айтылмайды сұрамаймыз");
    // Participles and verbal nouns.
    all_right(
        "келген шыққан барғандар көргенімді айтқаныңыздан барардай барар бармас бармастан келетін оқитындар",
    );
    all_right("қоятынмын келуге баруым қоюға оқуың сөйлеуді табуға келгің барғым");
    // Orders and wishes.
    all_right("келіңіз барыңдар айтшы айтыңызшы сөйлеңдер барайын келейік оқиық барсын күтелік жедің дедім");
}

#[test]
fn harmony_and_assimilation_are_held() {
    none_right(
        "балалер үйлар кітаплар адамлар аттер баланін үйға атға адамдан үйтен көзмен баламін мұғаліммын келды",
    );
    none_right(
        "бардім шықды барген келма шықма келамін келыңіз кітапым аяқың балаы үйсі балаым келей барайік судің",
    );
}

#[test]
fn slips_stay_unknown() {
    none_right("ы лар аа ббб казак қазқа баллалар кіттап адмдар үйлиер ааааааааааа балшқы аузың-да балық-а");
    none_right("қойады беір атңы атны болас ақшан бауры адаммы тта смы ойаған");
    assert!(!right(""));
    // A long row of suffixes is given up in time.
    assert!(!right(&"ларым".repeat(40)));
    assert!(!right(&"ын".repeat(300)));
}

#[test]
fn names_take_suffixes() {
    for form in ["кадисте", "кадистің", "кадистен", "кадистікі"] {
        assert!(is_form_of(form, "кадис"), "{form}");
    }
    assert!(is_form_of("айгеріммін", "айгерім") && !is_form_of("айгүл", "айгерім"));
}
