"""Words that say nothing about what a text is about: articles, prepositions, pronouns, auxiliaries.

The commonest of the languages that news comes in; imported only where words are weighed.
"""

from __future__ import annotations

from newscli.text.words import words

_BY_LANGUAGE = {
    "en": """
        a about after again against ago all also although am among an and another any anyone are
        around as at away back be became because become been before began behind being below
        between both but by came can cannot come comes could d did didn do does doesn doing don
        done down due during each early either else enough even ever every few first five for four
        from further gave get gets getting give given go goes going gone got had has hasn have
        having he her here hers herself him himself his how however i if in including indeed into
        is isn it its itself just keep know known last late later least less let like ll long made
        make makes making many may me might mr mrs ms more most much must my near need never new
        next no nor not nothing now of off often old on once one only onto or other others our out
        over own part per perhaps put quite rather re said same saw say saying says second see
        seen set several shall she should show since six so some soon still such t take taken than
        that the their them themselves then there these they third this those though three through
        thus to today together told too took toward towards two under until up upon us use used
        very via ve want was wasn way we week well went were weren what when where whether which
        while who whole whom whose why will with within without won would yes yesterday yet you
        your monday tuesday wednesday thursday friday saturday sunday year years month months day
        days time times people according added says january february march april june july august
        september october november december amid really able look
    """,
    "de": """
        ab aber als also am an andere anderen auch auf aus bei beim bereits bin bis bisher da
        dabei dafur damit danach dann daran darauf daruber das dass daß davon dazu dem den denn
        der deren des deshalb dessen die dies diese diesem diesen dieser dieses doch dort durch
        ein eine einem einen einer eines einige er erst erste ersten es etwa etwas euro fast fur
        gab ganz gegen geht gibt gut habe haben hat hatte hatten hatte hier hieß ich ihm ihn ihnen
        ihr ihre ihrem ihren ihrer im immer in ins ist ja jahr jahre jahren jede jedoch jetzt kann
        kein keine keinen konnen konnte konnten laut machen man mehr mehrere mein mit muss mussen
        nach nachdem neue neuen nicht nichts noch nun nur ob oder ohne prozent sagt sagte schon
        sehr sei sein seine seinem seinen seiner seit selbst sich sie sind so sogar soll sollen
        sollte sollten sondern sowie trotz uber um und uns unter viel viele vom von vor war ware
        waren weil weiter wenn wer werde werden weitere welche wie wieder will wir wird wo wollen
        worden wurde wurden zu zum zur zwar zwei zwischen montag dienstag mittwoch donnerstag
        freitag samstag sonntag wahrend wegen heute gestern morgen gegenuber alle alles allem
        allen fest rund gar nie weiterhin zudem davor darin dafür kommt kam ihres eigenen seines
        hätte könnte müsse dürfen letzte letzten nächsten knapp
    """,
    "fr": """
        a afin ai ainsi alors an annee annees ans apres au aucun aujourd aussi autre autres aux
        avait avant avec avoir bien c car ce cela celle celui ces cet cette ceux chez comme contre
        d dans de depuis des deux dit dix doit donc dont du elle elles en encore entre est et
        etait etaient ete etre eu eux fait faire fois font grand hier hui il ils j je jour jours
        jusqu l la le les leur leurs lors lui m ma mais me meme moins mois n ne ni non nos notre
        nous on ont ou par parce pas pendant peu peut plus plusieurs pour pourrait premier
        premiere pres puis qu quand que quelques qui quoi s sa sans se selon sera ses si soit son
        sont sous sur t tandis te tous tout toute toutes tres trois un une vers vient vous y lundi
        mardi mercredi jeudi vendredi samedi dimanche egalement beaucoup toujours jamais rien trop
        notamment ensuite avons avez sommes etes seront seraient serait etant ayant lorsque parmi
        chaque quel quelle cent cependant toutefois desormais declare explique ajoute
    """,
    "es": """
        a ademas ahi ahora al algo algun alguna algunos ano anos ante antes asi aunque bajo bien
        cada casi como con contra cual cuando de del desde despues dia dias dice dijo donde dos
        durante e el ella ellos en entre era eran es esa ese eso esta estaba estan estar este esto
        estos fin fue fueron gran ha haber habia han hasta hay hace hacia hoy la las le les lo los
        mas me mes mi mientras mismo muy nada ni no nos nuestro nuevo o otra otras otro otros para
        parte pero poco por porque primer primera puede pues que quien quienes se segun ser si
        sido siempre sin sobre solo son su sus tambien tan tanto te tiene tienen toda todas todo
        todos tras tres tu un una uno unos usted va vez y ya yo lunes martes miercoles jueves
        viernes sabado domingo asimismo todavia aun ayer manana pueden podria señalo añadio hacer
        hecho sera seran habra
    """,
    "it": """
        a ad ai al alla alle allo altri altro anche ancora anni anno c che chi ci cio come con
        contro cosi cui da dai dal dalla dalle dei del della delle dello dentro di dice dopo dove
        due durante e ed ecco era erano essere fa fatto fra gia giorni gli ha hanno i il in
        infatti io l la le lei li lo loro lui ma mentre molto ne nei nel nella nelle nello no noi
        non nostro o ogni oggi oltre ora per perche piu poi prima primo pure qualche quando quanto
        quella quelle quelli quello questa queste questi questo qui quindi se secondo sei sempre
        senza si sia solo sono sta stata stati stato su sua sue sugli sui sul sulla suo suoi tra
        tre tutta tutte tutti tutto un una uno va verso vi viene lunedi martedi mercoledi giovedi
        venerdi sabato domenica deve devono puo possono inoltre intanto ieri domani
    """,
    "pt": """
        a acordo agora ainda alem algum alguns ano anos antes ao aos apenas apos aqui as assim ate
        cada com como contra da das de depois desde desta deste dia dias disse do dois dos durante
        e ela elas ele eles em entre era essa esse esta estao estar estava este eu fazer foi foram
        ha hoje isso isto ja la lhe maior mais mas me mesmo meu muito na nao nas nem no nos nossa
        nosso num numa o onde os ou outra outras outro outros para pela pelas pelo pelos pode por
        porque primeira primeiro quando quanto que quem se segundo sem sempre ser sera seu seus si
        sido so sob sobre sua suas tambem tem tempo ter teve tinha toda todas todo todos tres tudo
        um uma umas uns vai voce segunda terca quarta quinta sexta sabado domingo feira
    """,
    "nl": """
        aan af al alle alleen als altijd andere bij daar dan dat de den der deze die dit doen door
        drie dus een eerste en er ging geen gegaan geweest had hadden haar heb hebben heeft hem
        het hier hij hoe hun ik in is jaar ja je kan komen kon kunnen maar meer men met mijn moet
        moeten na naar nadat niet niets nieuwe nog nu of om omdat onder ons ook op over per
        procent sinds te tegen tijdens toch toe toen tot tussen twee u uit van vanaf vandaag veel
        volgens voor waar waren was wat weer wel werd werden wie wij wil wordt worden zal ze zei
        zegt zelf zich zij zijn zo zoals zonder zou zouden maandag dinsdag woensdag donderdag
        vrijdag zaterdag zondag heel goed eens nooit onze alles zeer vaak steeds zoiets iets
        iemand even anders daarom bijna hebt moest mag mogen
    """,
    "sv": """
        alla allt an andra att av blev bli blir da de dem den denna deras dess det detta dig din
        dock efter eller en ett flera for fore fran ha hade han hans har hela henne hennes honom
        hon i ingen inom inte ja jag kan kommer kunde man manga med mellan men mer mot mycket
        nagon nagot nar nu ny nya och ocksa om oss pa redan sa sade sager samma samt sedan sig sin
        sina sitt ska skulle som sta ta till tva under upp ut utan var vara vi vid vill ar ara
        aren over
    """,
    "da": """
        af alle alt andre at av bare ble blev bli blir blive bliver da de den denne der deres det
        dette dig din dog efter eller en end er et etter far flere for fordi fra ha hadde han hans
        har have havde henne hennes hun hvad hvem hvis hvor i ikke ind ingen inn jeg kan kommer
        kunne man mange med meget mellem mellom men mere mot noe noen nogen noget nu na nar og
        ogsa om op opp os oss pa sa sagde sier sig sige siger sin sine skal skulle som til ud
        under uden ut var ved vi vil ville vaere vart aar ar over
    """,
    "fi": """
        ei eika ennen enta ettei etta han hanen he heidan ja jo joka jonka jos jossa jota joten
        kaikki kanssa kautta kertoi kerran kuin kun kuitenkin lisaksi me mita mukaan mutta muun
        myos myohemmin nain ne niiden niin noin nyt oli olisi olivat olla ollut on ovat se sen
        siella siina sita taas tai tama taman tata tassa vain vasta vaan viela vuoden vuonna vuosi
        yli
    """,
    "pl": """
        a aby ale ani az bardzo bedzie beda bez bo by byc byl byla byli bylo byly co czy dla do
        gdy gdzie go i ich ile im inne innych ja jak jako jednak jego jej jest jeszcze jesli juz
        kiedy ktora ktore ktorego ktorej ktory ktorych ktorym ktorzy lub ma maja mi mial moze
        mozna na nad nam nas nawet nie niz o obecnie od on ona oni oraz po pod podczas ponad
        poniewaz przed przez przy rok roku rowniez sa sie so swoje ta tak takze tam te tego tej
        ten to tu tych tylko tym u w we wedlug wiec wszystko z za ze zeby zl zostal został
    """,
    "cs": """
        a aby ale ani az bude budou by byl byla bylo byly byt co do dnes i ja jak jako je jeho
        jeji jejich jen jeste ji jiz jsem jsou k kde kdy kdyz ke ktera ktere ktereho kteri ktery
        ma maji mezi mu muze na nad nebo nejen nez neni o od on ona oni pak po pod podle pokud
        pouze pro proto protoze pred pri rekl roce roku s se si sve svou ta tak take takze tedy
        ten tento tim to toho tom tu ty u uz v ve vsak z za ze
    """,
    "ru": """
        а без более бы был была были было быть в вам вас весь во вот все всего всех вы где год
        года году да даже для до его ее если есть еще же за здесь и из или им их к как какие ко
        когда которая которого которой которые который которых ли лишь между меня мне может мы на
        над надо нам нас наш не него нее нет ни них но ну о об однако он она они оно от очень
        перед по под после потому при про с сам свои своей своего себя сейчас со сказал так также
        такой там тем теперь то того тоже той только том три ту ты у уже чем через что чтобы эта
        эти это этого этой этом этот я сегодня вчера поскольку именно менее около сообщил сообщила
        заявил заявила отметил отметила января февраля марта апреля мая июня июля августа сентября
        октября ноября декабря
    """,
    "uk": """
        а або але б без буде були було бути в вже ви від він вона вони все всі г де для до є з за
        зі й його її їх і із коли ми має може між на над нас не ні него них о об один однак перед
        під після по при про рік року років свої себе сказав та так також там те тільки то того
        тому у це цей цього чи час через що щоб як яка які який
    """,
    "tr": """
        ama ancak artik bazi ben beri bile bin bir biz bu buna bundan bunu bunun cok cunku da daha
        de degil diye dolayi en fazla gibi gore hem her hic icin ile ilgili ise iste kadar karsi
        ki kim mi mu ne neden nedeniyle o olan olarak oldu oldugu oldugunu olmak olsa olup ona
        once onu onun onlar sadece siz son sonra soyledi su sey tarafindan tum uzere var ve veya
        ya yani yer yeni yil yok zaman
    """,
    "ro": """
        a acea aceasta acest acesta aceste acestea acum ai aici al ale alte am an ani are as asa
        astfel atunci au avea avut ca cand care cat catre ce cea cei cel cele chiar cu cum da daca
        dar de deja despre din dintre doar doi dupa e ea ei el ele era erau este eu fi fie fost
        foarte iar ii il in inainte insa intre isi l la le lor lui mai mult multe nici noi nu o or
        pana pe pentru poate prea prin printre s sa sau se si spus sub sunt sus toate tot un una
        unde unei unor unui va vor
    """,
    "hu": """
        a abban ahol akik aki alatt ami amely amelyek amikor az azonban azt be csak de e egy egyik
        el elott en ennek es ez ezek ezt fel ha hanem hogy igy illetve is ki kell kozott legyen
        lehet lesz le ma majd mar meg mely mert mint mi minden mindig most nagy nagyon ne nem
        nincs o ok olyan ot pedig s sem szerint szamara tobb ugy utan vagy valamint van vannak
        volt voltak
    """,
    "el": """
        αλλα αν ανα απο αυτα αυτη αυτο αυτος αυτων για δεν ειναι ειχε ενα ενας εναν ενω επι επισης
        εχει εχουν η ηταν θα και κατα κι μας με μετα μια μεσα μη μην μπορει να ο οι ομως οπου οπως
        οποια οποιο οποιος οσο οταν οτι ουτε οχι παρα περι πιο ποιος που πρεπει πριν προς πως σαν
        σε στη στην στις στο στον στους συμφωνα τα τη την της τι τις το τον του τους των ως
    """,
    "ar": """
        في من على إلى الى عن مع هذا هذه ذلك تلك التي الذي الذين ما لا لم لن إن ان أن كان كانت قد
        قال قالت هو هي هم بين بعد قبل كل أو او ثم حتى إذا اذا كما غير أكثر اكثر عند عندما منذ خلال
        حول دون أي اي له لها لهم به بها فيه فيها عليه عليها منه منها أيضا ايضا و يكون يوم عام
        اليوم الان الآن نحو ضد وقال وكان وفي ومن وقد والتي وأضاف واضاف
    """,
    "he": """
        של את על לא עם כי הוא היא זה זו אני הם הן גם או אם כל מה יש אין היה היתה הייתה היו להיות
        אבל רק עוד כמו בין אחרי לפני עד לאחר אשר שלא ידי כך כאשר לו לה להם בו בה אותו אותה יותר
        מאוד אך כבר שם פי אמר אמרה היום אתמול
    """,
    "fa": """
        و در به از که این آن را با برای است بود شد می ها های یک خود تا بر هم نیز او وی ما شما آنها
        اما یا اگر پس پیش هر همه بین بعد قبل روی کرد کرده شده شود کند کنند گفت است دارد داشت باید
        نمی دیگر همچنین
    """,
    "hi": """
        और का की के में है हैं था थी थे को से ने पर यह वह इस उस एक भी कि तो ही हो कर लिए गया गई गए
        साथ अपने अपनी नहीं जो या ये वे कहा करने किया बाद तक अब जब तब कुछ बहुत सकता रहे रहा रही
        दिया हुए हुआ हुई
    """,
    "id": """
        ada adalah agar akan antara atau bagi bahwa banyak baru beberapa bisa dalam dan dapat dari
        dengan di dia hal hanya hari harus hingga ia ini itu jadi jika juga kami karena kata
        kepada ketika kita lagi lain lalu lebih masih mereka namun oleh orang pada para pernah
        saat saja sangat satu saya sebagai sebuah secara sedang sehingga sejak selain seluruh
        semua sementara seorang seperti serta setelah sudah tahun tak tapi telah tentang terhadap
        tersebut tetapi tidak untuk yaitu yang
    """,
    "vi": """
        anh ba bang bi boi cac cai can chi cho chua co con cua cung da dang de den deu dieu do
        duoc gi hai hay hon khi khong la lai lam len luc ma mot nam nay neu ngay nguoi nhieu nhu
        nhung noi o phai qua ra rang rat roi sau se su tai the theo thi tren trong truoc tu va van
        vao ve vi voi
    """,
    "zh": """
        的 一 是 了 在 不 和 有 人 这 這 中 大 上 为 為 个 個 到 说 說 以 等 也 于 於 年 月 日
        对 對 与 與 将 將 并 並 及 他 她 们 們 其 之 而 就 都 被 从 從 但 后 後
    """,
    "ja": """
        の に は を た が で て と し れ さ る な い も す ま か ら こ こ と だ あ り き よ う
        く け せ そ お ん っ 年 月 日
    """,
}

FILLERS = frozenset(word for listed in _BY_LANGUAGE.values() for word in words(listed))
"""Of all languages: a word that fills in one and means something in another is rarely telling."""
