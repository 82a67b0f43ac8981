"""A paragraph in each of many languages, with the encodings that pages in it were kept in before UTF-8."""

from __future__ import annotations

from typing import Final

PARAGRAPHS: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "es": (
        ("cp1252", "latin-1", "iso8859-15"),
        "La última grúa del puerto de Osselby fue desmontada el lunes, cuarenta años después de su instalación. Según "
        "la alcaldía, en el muelle habrá un jardín con bancos para los niños y una exposición sobre la pesca.",
    ),
    "pt": (
        ("cp1252", "latin-1"),
        "A última grua do porto de Osselby foi desmontada na segunda-feira, quarenta anos após a sua instalação. A "
        "câmara diz que no cais haverá um jardim com bancos para as crianças e uma exposição sobre a pesca; não é já.",
    ),
    "fr": (
        ("cp1252", "latin-1", "iso8859-15"),
        "La dernière grue du port d'Osselby a été démontée lundi, quarante ans après son installation. La mairie "
        "promet un jardin où les enfants pourront jouer, et une exposition sur la pêche ; le chantier s'achève à Noël.",
    ),
    "de": (
        ("cp1252", "latin-1"),
        "Der letzte Kran im Hafen von Osselby wurde am Montag abgebaut, vierzig Jahre nach seiner Aufstellung. Die "
        "Stadt verspricht für die Fläche einen Garten mit Bänken, und das Müllproblem soll größtenteils gelöst werden.",
    ),
    "it": (
        ("cp1252", "latin-1"),
        "L'ultima gru del porto di Osselby è stata smontata lunedì, quarant'anni dopo la sua installazione. La città "
        "promette un giardino, perché i bambini più piccoli non hanno dove giocare, e così sarà.",
    ),
    "nl": (
        ("cp1252", "latin-1"),
        "De laatste kraan in de haven van Osselby is maandag afgebroken, veertig jaar na de bouw. Volgens de gemeente "
        "komt er een tuin met één café, en de reünie van de oud-werknemers wordt daar gehouden; het idee is geïnspireerd.",
    ),
    "sv": (
        ("cp1252", "latin-1"),
        "Den sista kranen i hamnen i Osselby monterades ned på måndagen, fyrtio år efter att den restes. Kommunen "
        "lovar en trädgård där barnen får leka, och en utställning om fisket öppnar före jul, säger ordföranden.",
    ),
    "da": (
        ("cp1252", "latin-1"),
        "Den sidste kran i havnen i Osselby blev taget ned mandag, fyrre år efter at den blev rejst. Kommunen lover "
        "en have, hvor børnene må lege, og en udstilling om fiskeriet åbner før jul; det er på høje tid, siger man.",
    ),
    "fi": (
        ("cp1252", "latin-1"),
        "Osselbyn sataman viimeinen nosturi purettiin maanantaina, neljäkymmentä vuotta sen pystyttämisen jälkeen. "
        "Kaupunki lupaa paikalle puutarhan, jossa lapset saavat leikkiä, ja näyttely kalastuksesta avataan myöhemmin.",
    ),
    "pl": (
        ("cp1250", "iso8859-2"),
        "Ostatni żuraw w porcie Osselby rozebrano w poniedziałek, czterdzieści lat po jego ustawieniu. Miasto "
        "obiecuje, że powstanie tu ogród, w którym dzieci będą mogły się bawić, a wystawę o rybołówstwie otworzą później.",
    ),
    "cs": (
        ("cp1250", "iso8859-2"),
        "Poslední přístavní jeřáb v Osselby byl v pondělí rozebrán, čtyřicet let po svém postavení. Město slibuje, že "
        "tu vznikne zahrada, kde si budou moci hrát děti, a výstava o rybářství se otevře před Vánoci, řekl starosta.",
    ),
    "hu": (
        ("cp1250", "iso8859-2"),
        "Hétfőn lebontották az osselbyi kikötő utolsó daruját, negyven évvel a felállítása után. A város azt ígéri, "
        "hogy itt kert lesz, ahol a gyerekek játszhatnak, és a halászatról szóló kiállítás később nyílik meg.",
    ),
    "ro": (
        ("cp1250", "iso8859-2"),
        "Ultima macara din portul Osselby a fost demontată luni, la patruzeci de ani după ce a fost ridicată. Primăria "
        "promite că aici va fi o grădină în care copiii să se poată juca, şi o expoziţie despre pescuit înainte de iarnă.",
    ),
    "tr": (
        ("cp1254", "iso8859-9"),
        "Osselby limanındaki son vinç, kurulmasından kırk yıl sonra pazartesi günü söküldü. Belediye burada çocukların "
        "oynayabileceği bir bahçe olacağını söylüyor; balıkçılık üzerine bir sergi de yıl sonunda açılacak.",
    ),
    "ru": (
        ("cp1251", "koi8-r", "iso8859-5", "cp866"),
        "Последний кран в порту Осселби разобрали в понедельник, через сорок лет после его установки. Город обещает, "
        "что здесь будет сад, где смогут играть дети, а выставка о рыболовстве откроется позже.",
    ),
    "uk": (
        ("cp1251", "koi8-u"),
        "Останній кран у порту Осселбі розібрали в понеділок, через сорок років після його встановлення. Місто "
        "обіцяє, що тут буде сад, де зможуть гратися діти, а виставка про рибальство відкриється пізніше.",
    ),
    "bg": (
        ("cp1251",),
        "Последният кран в пристанището на Оселби беше демонтиран в понеделник, четиридесет години след като беше "
        "издигнат. Градът обещава, че тук ще има градина, в която децата да играят, и изложба за риболова.",
    ),
    "el": (
        ("cp1253", "iso8859-7"),
        "Ο τελευταίος γερανός στο λιμάνι του Όσελμπι αποσυναρμολογήθηκε τη Δευτέρα, σαράντα χρόνια μετά την "
        "εγκατάστασή του. Ο δήμος υπόσχεται έναν κήπο όπου θα παίζουν τα παιδιά και μια έκθεση για την αλιεία.",
    ),
    "he": (
        ("cp1255",),
        "העגורן האחרון בנמל אוסלבי פורק ביום שני, ארבעים שנה לאחר שהוצב. העירייה מבטיחה שבמקום יוקם גן שבו ילדים "
        "יוכלו לשחק, ותערוכה על הדיג תיפתח מאוחר יותר השנה.",
    ),
    "ar": (
        ("cp1256",),
        "تم تفكيك آخر رافعة في ميناء أوسلبي يوم الاثنين، بعد أربعين عاما من تركيبها. وتعد البلدية بإنشاء حديقة يلعب "
        "فيها الأطفال، ومعرض عن صيد الأسماك سيفتتح في وقت لاحق من هذا العام.",
    ),
    "lt": (
        ("cp1257", "iso8859-13"),
        "Paskutinis kranas Oselbio uoste buvo išardytas pirmadienį, praėjus keturiasdešimčiai metų po jo pastatymo. "
        "Miestas žada, kad čia bus sodas, kuriame galės žaisti vaikai, o paroda apie žvejybą bus atidaryta vėliau.",
    ),
    "ja": (
        ("shift_jis", "euc_jp"),
        "オッセルビー港に残っていた最後のクレーンが月曜日に解体された。設置から四十年がたっていた。市はここに子どもたちが遊べる庭を"
        "つくり、漁業についての展覧会を年内に開くと約束している。",
    ),
    "zh": (
        ("gb18030", "big5"),
        "港口最後一台起重機星期一被拆除，距離安裝已有四十年。市政府承諾這裡將會有一個花園，孩子們可以在裡面玩耍，"
        "關於漁業的展覽也將在今年稍後開幕。",
    ),
    "ko": (
        ("euc_kr",),
        "오셀비 항구의 마지막 크레인이 설치된 지 사십 년 만인 월요일에 해체되었다. 시는 이곳에 아이들이 놀 수 있는 정원을 "
        "만들고 어업에 관한 전시회를 올해 안에 열겠다고 약속했다.",
    ),
    "th": (
        ("cp874",),
        "เครนตัวสุดท้ายในท่าเรือออสเซลบีถูกรื้อถอนเมื่อวันจันทร์ สี่สิบปีหลังจากติดตั้ง เทศบาลสัญญาว่าที่นี่จะมีสวนให้เด็กๆ เล่น "
        "และจะเปิดนิทรรศการเกี่ยวกับการประมงในปลายปีนี้",
    ),
}
"""By language: the encodings, and the paragraph."""
