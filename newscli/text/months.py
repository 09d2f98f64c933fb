"""Months and weekdays by every name that news prints: 47 languages, full and short.

From the Unicode CLDR 47 (through Babel 2.18), folded as `words.fold` does, abbreviations that two
languages give to different months left out; the Levantine and Maghreb Arabic names, Urdu, four more
languages of India and the cases of Latvian were added.
"""

NAMES = (
    # 1
    "ene enero gen gener gennaio ian ianuarie jaan jaanuar jan janar janeiro januar januara "
    "januari januarie januaro january janv janvari janvaris janvier led leden ledna oca "
    "ocak saus sausio sausis sij sijecanj sijecnja sty styczen stycznia tammi tammikuu "
    "tammikuuta urt urtarrila xan xaneiro yan yanvar ιαν ιανουαριοσ ιανουαριου сту студзень "
    "студзеня січ січень січня янв январь января яну януари януаря јан јануар јануари қаң "
    "қаңтар հնվ հունվար հունվարի ינו ינואר جانفي كانون_الثاني يناير ژانويه जनवरी "
    "জানু জানুয়ারী ม.ค มกราคม იან იანვარი janvara জানুয়ারি جنوري जानेवारी ஜனவரி జనవరి "
    "જાન્યુઆરી",
    # 2
    "feb febbraio febr febreiro febrer febrero februar februara februari februarie "
    "februaris februaro february fev fevereiro fevr fevral fevrier helmi helmikuu "
    "helmikuuta lut lutego luty ots otsaila shk shkurt sub subat uno unor unora vas vasario "
    "vasaris veebr veebruar velj veljaca veljace φεβ φεβρουαριοσ φεβρουαριου ақп ақпан лют "
    "лютага лютии лютого люты феб фебруар фев февр февраль февраля февруари փետրվար "
    "փետրվարի փտվ פבר פברואר شباط فبراير فوريه فيفري फ़र फ़रवरी ফেব ফেব্রুয়ারী ก.พ "
    "กุมภาพันธ์ თებ თებერვალი फरवरी ফেব্রুয়ারি فروري फेब्रुवारी பிப்ரவரி ఫిబ్రవరి ફેબ્રુઆરી",
    # 3
    "bre brezen brezna kov kovas kovo maalis maaliskuu maaliskuuta maart mac machi mar marc "
    "marca march marcius marco marec maret mars mart marta martie marto marts martxoa marz "
    "marzec marzo mrt ozu ozujak ozujka μαρ μαρτιοσ μαρτιου бер березень березня мар март "
    "марта нау наурыз сак сакавік сакавіка մարտ մարտի մրտ מרץ اذار مارس मार्च মার্চ "
    "มี.ค มีนาคม მარ მარტი مارچ மார்ச் మార్చి માર્ચ",
    # 4
    "abr abril api apirila apr aprel april aprila aprile aprili aprilie aprilis aprill "
    "aprilo avr avril bal balandis balandzio dub duben dubna huhti huhtikuu huhtikuuta kwi "
    "kwiecien kwietnia nis nisan pri prill tra travanj travnja απρ απριλιοσ απριλιου апр "
    "апрель апреля април квіт квітень квітня кра красавік красавіка сәу сәуір ապր ապրիլ "
    "ապրիլի אפר אפריל اوريل افريل ابريل نيسان अप्रैल এপ্রি এপ্রিল เม.ย เมษายน აპრ "
    "აპრილი اپريل एप्रिल ஏப்ரல் ఏప్రిల్ એપ્રિલ",
    # 5
    "geg geguze geguzes kve kveten kvetna mag maggio mai maiatza maig maijs maio maj maja "
    "majo majus may mayis mayo mei svi svibanj svibnja touko toukokuu toukokuuta μαι μαιοσ "
    "μαιου маи мам мамыр мая мај трав травень травня մայիս մայիսի մյս מאי ايار ماي "
    "مايو مه พ.ค พฤษภาคม მაი მაისი maija मई মে ميي मे மே మే મે",
    # 6
    "birz birzelio birzelis cerven cervna cvn cze czerwca czerwiec eka ekaina giu giugno "
    "haz haziran iun iunie iyn iyun juin jun juna june junho juni junie junij junijs junio "
    "junius juny juuni kesa kesakuu kesakuuta lipanj lipnja qer qershor xuno ιουν ιουνιοσ "
    "ιουνιου июн июнь июня мау маусым черв червень червня чэр чэрвень чэрвеня юни јун јуни "
    "հնս հունիս հունիսի יוני جوان حزيران يونيو ژوين जून জুন มิ.ย มิถุนายน ივნ ივნისი junija "
    "جون ஜூன் జూన్ જૂન",
    # 7
    "cervence cervenec cvc heina heinakuu heinakuuta iul iulie iyl iyul juil juillet jul "
    "jula julai julho juli julie julij julijs julio juliol julius july juuli korr korrik "
    "liep liepa liepos lipca lipiec lug luglio srpanj srpnja tem temmuz uzt uztaila xul "
    "xullo ιουλ ιουλιοσ ιουλιου июл июль июля лип липень липня ліп ліпень ліпеня шіл шілде "
    "юли јул јули հլս հուլիս հուլիսի יולי تموز جويليه يوليو ژوييه जुल जुलाई জুল "
    "জুলাই ก.ค กรกฎาคม ივლ ივლისი julija جولايي जुलै ஜூலை జూలై જુલાઈ",
    # 8
    "abu abuztua ago agost agosti agosto agu agust agustos agustus aout aug august augusta "
    "augusti augusto augusts augustus augusztus avg avgust avq avqust elo elokuu elokuuta "
    "gush gusht kol kolovoz kolovoza ogo ogos rugp rugpjucio rugpjutis sie sierpien "
    "sierpnia srpen srpna αυγ αυγουστοσ αυγουστου авг август августа жні жнівень жніуня "
    "серп серпень серпня там тамыз օգոստոս օգոստոսի օգս אוג אוגוסט اب اغسطس "
    "اوت अगस्त আগস্ট ส.ค สิงหาคม აგვ აგვისტო اگست ऑगस्ट ஆகஸ்ட் ఆగస్టు ઑગસ્ટ",
    # 9
    "eyl eylul ira iraila rugs rugsejis rugsejo ruj rujan rujna sen sentyabr sep sept "
    "septemba septembar september septembra septembre septembrie septembris septembro "
    "septiembre set setembre setembro settembre sht shtator syys syyskuu syyskuuta szept "
    "szeptember wrz wrzesien wrzesnia zar zari σεπ σεπτεμβριοσ σεπτεμβριου вер верасень "
    "верасня вересень вересня сент сентябрь сентября сеп септембар септември қыр қыркүиек "
    "սեպ սեպտեմբեր սեպտեմբերի ספט ספטמבר ايلول سبتمبر سپتامبر सित सितंबर সেপ "
    "সেপ্টেম্বর ก.ย กันยายน სექ სექტემბერი septembri ستمبر सितम्बर सप्टेंबर செப்டம்பர் "
    "సెప్టెంబర్ સપ્ટેમ્બર",
    # 10
    "eki ekim loka lokakuu lokakuuta oct october octobre octombrie octubre okt oktoba "
    "oktobar oktober oktobra oktobris oktobro oktoober oktyabr ott ottobre out outubro paz "
    "pazdziernik pazdziernika rij rijen rijna spal spalio spalis tet tetor urr urria οκτ "
    "οκτωβριοσ οκτωβριου жовт жовтень жовтня кас кастрычнік кастрычніка окт октобар "
    "октомври октябрь октября қаз қазан հոկ հոկտեմբեր հոկտեմբերի אוק אוקטובר اكتوبر "
    "اكتبر تشرين_الاول अक्टू अक्टूबर অক্টো অক্টোবর ต.ค ตุลาคม ოქტ ოქტომბერი oktobri اكتوبر "
    "अक्तूबर ऑक्टोबर அக்டோபர் అక్టోబర్ ઑક્ટોબર",
    # 11
    "aza azaroa kas kasim lapkr lapkricio lapkritis listopadu marras "
    "marraskuu marraskuuta nen nentor noiembrie nov novemba novembar november novembra "
    "novembre novembris novembro noviembre noy noyabr stu studeni studenoga νοε νοεμβριοσ "
    "νοεμβριου лист листопад листопада ліс лістапад лістапада нов новембар ное ноември нояб "
    "ноябрь ноября қар қараша նոյ նոյեմբեր նոյեմբերի נוב נובמבר تشرين_الثاني نوامبر نوفمبر "
    "नवंबर নভে নভেম্বর พ.ย พฤศจิกายน ნოე ნოემბერი novembri نومبر नवम्बर नोव्हेंबर நவம்பர் "
    "నవంబర్ નવેમ્બર",
    # 12
    "abe abendua ara aralik dec decembar december decembra decembre decembrie decembris "
    "decembro dek dekabr des desemba desember desembre dets detsember dez dezember dezembro "
    "dhj dhjetor dic dicembre diciembre dis disember gru grudnia grudzien gruod gruodis "
    "gruodzio joulu joulukuu joulukuuta pro prosinac prosinca prosince prosinec δεκ "
    "δεκεμβριοσ δεκεμβριου груд грудень грудня дек декабрь декабря декември дец децембар "
    "жел желтоқсан сне снежань снежня դեկ դեկտեմբեր դեկտեմբերի דצמ דצמבר دسامبر ديسمبر "
    "كانون_الاول दिस दिसंबर ডিসে ডিসেম্বর ธ.ค ธันวาคม დეკ დეკემბერი decembri دسمبر दिसम्बर "
    "डिसेंबर டிசம்பர் డిసెంబర్ ડિસેમ્બર",
)

MONTHS = {name: number for number, names in enumerate(NAMES, 1) for name in names.split()}

_WEEKDAYS = (
    "ahad ahd alhamisi antradienis asteartea asteazkena astelehena b.e bazar c.a car "
    "carsamba cet cetrtek ceturtd ceturtdiena cetvrtak cmt csutortok ctvrtek cum cuma "
    "cumartesi cumə czw czwartek cərsənbə die dienstag dijous dilluns dim dimanche dimanco "
    "dimarts dimecres dinsdag dissabte diumenge divendres dom domenica domingo donderdag "
    "donnerstag dum duminica enj esmaspaev fim fimmtudagur fos fostudagur fre fredag "
    "freitag fri friday gio giovedi hen hetfo igandea ijumaa isn isnin jaudo jeu jeudi joi "
    "jue jueves jum jumaat jumamosi jumanne jumapili jumat jumatano jumatatu kam kamis kedd "
    "keskiviikko keskiviikkona ketvirtadienis kha khamis kolmapaev larunbata lau lauantai "
    "lauantaina laugardagur laupaev lor lordag lun lundi lundo lunedi lunes luni luns "
    "maanantai maanantaina maandag man mandag manudagur mar mardi mardo martedi martes "
    "marti mer mercoledi mercores mercredi merkredo mie miercoles miercuri min minggu "
    "mittwoch mid midvikudagur mon monday montag ned nedela nedele nedelja nedjelja "
    "neljapaev niedz niedziela ons onsdag osteguna ostirala otrd otrdiena patek paz pazar "
    "pazartesi penktadienis pentek per perjantai perjantaina persembe pet petak petek "
    "piatek piatok piektd piektdiena pirmadienis pirmd pirmdiena pon pondeli pondelok "
    "ponedeljak ponedeljek ponedjeljak poniedzialek pre puhapaev pzt qua quarta-feira qui "
    "quinta-feira rab rabu reede sab sabado sabato sabtu sal sali sam sambata samedi "
    "samstag sat saterdag saturday seg segunda-feira sekmadienis sel selasa sen senin "
    "sestadienis sestd sestdiena sex sexta-feira sht sob sobota son sondag sonntag sre "
    "sreda sri srijeda sroda streda stvrtok sub subota sun sunday sunnudagur sunnuntai "
    "svetd svetdiena sze szerda szo szombat sənbə teisipaev ter terca-feira thu thur thurs "
    "thursday tiistai tiistaina tir tirs tirsdag tis tisdag tor torek tors torsdag torstai "
    "torstaina treciadienis tresd tresdiena tue tues tuesday utery uto utorak utorok "
    "vasarnap ven vendredi vendredo venerdi venres vie viernes vin vineri vrijdag vrydag "
    "wed wednesday weds woensdag wtorek xov xoves zaterdag zondag thri thridjudagur δευ "
    "δευτερα κυρ κυριακη παρ παρασκευη πεμ πεμπτη σαβ σαββατο τετ τεταρτη τρι τριτη ау "
    "ауторак беисенбі бс воскресенье вс вт вто вторник вівторок дс дүисенбі жексенбі жм жс "
    "жұма нд нед недела неделя недеља неділя нядзеля п'ятниця панядзелак пет петак петок "
    "петък пн пон понеделник понедельник понедељак понеділок пт пятница пятніца саб сабота "
    "сб сеисенбі сенбі серада середа ср сре среда сряда сс суб суббота субота събота "
    "сәрсенбі уто уторак чацвер чет четвер четверг четвртак четврток четвъртък чт чц "
    "երեքշաբթի երկ երկուշաբթի երք կիր կիրակի հինգշաբթի հնգ շաբաթ շբթ ուր ուրբաթ չորեքշաբթի "
    "չրք שבת الاحد الاربعاء الاحد الاربعاء الاثنين الثلاثاء الجمعه الخميس السبت جمعه "
    "دوشنبه سه‌شنبه شنبه "
    "پنجشنبه چهارشنبه يكشنبه गुरु गुरुवार बुध बुधवार मंगल मंगलवार रवि रविवार शनि शनिवार "
    "शुक्र शुक्रवार सोम सोमवार বুধ বুধবার বৃহস্পতি বৃহস্পতিবার মঙ্গল মঙ্গলবার রবি রবিবার "
    "শনি শনিবার শুক্র শুক্রবার সোম সোমবার พฤ วันจันทร์ วันพฤหัสบดี วันพุธ วันศุกร์ "
    "วันอังคาร วันอาทิตย์ วันเสาร์ อา კვი კვირა ოთხ ოთხშაბათი ორშ ორშაბათი პარ პარასკევი "
    "სამ სამშაბათი შაბ შაბათი ხუთ ხუთშაბათი 周一 周三 周二 周五 周六 周四 周日 土曜日 日曜日 "
    "星期一 星期三 星期二 星期五 "
    "星期六 星期四 星期日 月曜日 木曜日 水曜日 火曜日 金曜日 금요일 목요일 수요일 월요일 "
    "일요일 토요일 화요일 "
)
WEEKDAYS = frozenset(_WEEKDAYS.split())
