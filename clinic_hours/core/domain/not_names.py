"""Words that are capitalized in notes but are not names: body, work, calendar, verbs.

Lowercase, without accents, in English and Spanish. A plural counts as its singular.
"""

BODY = """
abdomen abdominal abductor achilles adductor aductor ankle antebrazo anterior arm back bicep body bone
brachialis brachii brachioradialis brazo brevis bursa cabeza cadera calf capitis cara carpal carpi
cervical cervicales cervicis chest clavicle coccyx codo columna core corva costado costilla cranial
cuadrado cuadriceps cuello cuerpo dedo deltoid deltoides derecha derecho diaphragm digitorum dorsal
dorsi dorso elbow erector escaleno escapula espalda espina esternon externus face facial fascia feet
femoral femoris femur fibula finger foot forearm forehead frente gastrocnemius gemelo glute glutea
gluteal gluteo gluteus gracilis groin hallucis hamstring hand head heel hip hombro hueso humerus iliac
iliacus iliopsoas iliotibial inferior infraspinatus ingle intercostal intercostales internus
isquiotibiales izquierda izquierdo jaw joint knee kyphosis lat lata lateral latissimus left leg levator
ligament longissimus longus lordosis low lower lumbar lumbares lumborum lumbosacral lymph magnus major
mandibula mano masseter maximus medial medialis medius meridian mid middle minimus minor multifidus
muneca muscle muslo nape neck nerve nuca nuchal oblique obliquus occipital occiput omoplato pantorrilla
paraspinal patella pec pecho pectoral pectoralis pelvic pelvico pelvis peroneal pie pierna piriformis
planta plantar pollicis popliteus posterior psoas quad quadratus quadriceps radius rectus rhomboid
rhomboideus rib right rodilla romboides rotator sacral sacro sacrum sartorius scalene scalp scapula
scapulae sciatic scoliosis semispinalis serratus shin shoulder side skin soleus spinae spinal spinalis
spine splenius sternocleidomastoid sternum suboccipital subscapularis superior supraspinatus tailbone
temporalis tendon tendones tensor teres thigh thoracic thoracis thorax thumb tibia tibialis tobillo toe
torso trap trapecio trapezius tricep trochanter tronco trunk upper vastus vertebra vertebral wrist
zygomaticus
"""
WORK = """
abhyanga aceite activator active activo acupressure acupuncture acupuntura amasamiento ambos
aromaterapia aromatherapy ashiatsu assessment assisted assistive ayurvedic bamboo banda bowen caliente
calor chair chinese clinic coconut cold compresa compresion compress compression connective contrast
corrective craniosacral cross cryotherapy cupping cyriax deep deportivo descarga digitopresion drainage
drenaje drenante dry effleurage ejercicio electro energy essential estatico estiramiento exam exercise
feldenkrais fiber fibre final first follow followup forward fria friccion friction frio fuerte full
general gentle graston gua guided half heat heavy holistico hot hydrotherapy infant intake integrative
intense janda japanese kinesiology kneading kobido lavanda lavender liberacion ligero light linfatico
lomi lomilomi lymphatic manual masaje masoterapia massage medical medium mild miofascial mobilization
moderate mother moxa moxibustion muscular myofascial na needle needling neuromuscular nonverbal oil
olive oncology orthopedic parasympathetic pasivo passive pediatric percussion petrissage piedra pilates
pin pnf polarity positional postnatal pregnancy prenatal presion pressure procedure profunda profundo
prone protocol puncion punto range recovery reflexologia reflexology reiki relajante relaxation release
resisted rocking rolfing rosemary sea seated second self senior sesion session sha shea shiatsu
sidelying simons soft somatic spa sport standard static steam stone strain stretch stretching strip
stripping structural suave sueca sueco supine supportive swedish tailandes tapotement technique tecnica
tens terapeutico terapia thai therapeutic therapy third tissue touch traction traditional trager
tratamiento travell treatment trigger tui tuina unwinding upledger ventosa vibracion vibration vodder
warm watsu western yang yin zero zone
"""
CALENDAR = """
abril afternoon agosto apr april aug august autumn ayer dec december diciembre domingo enero evening
fall feb febrero february fri friday hoy invierno jan january jueves jul julio july jun june junio lunes
manana mar march martes marzo may mayo mes miercoles mon monday month morning noche nov november
noviembre oct october octubre otono primavera sabado sat saturday semana sep sept september septiembre
setiembre spring summer sun sunday tarde thu thur thursday today tomorrow tue tuesday verano viernes wed
wednesday week winter yesterday
"""
PEOPLE_AND_PLACES = """
aleman alemana american americano asian black brasilena brasileno brazilian canadian caribbean china
chino colombian colombiana colombiano cuban cubana cubano dominican dominicana dominicano english
espanol espanola european excel extranjero female florida frances francesa french german haitian
haitiana haitiano hispanic indian ingles inglesa italian italiana italiano jamaican japones japonesa
korean latina latino male mexican mexicana mexicano miami office peruana peruano peruvian portuguese
puerto russian spanish texas venezolana venezolano venezuelan vietnamese white word
"""
SAID = """
a able about accepted aches ademas adhesion after age agenda agreed alergia algo alguien alivio all
allergies allergy along also although am an and antes anxiety anxious any anyone anything appointment
area arrived asked asleep at ate attended aunque available aware because before began best better
bilateral both breathing brought but by called came can canceled cancelled care centered chose chronic
cita client code codigo comento comfort comfortable comments communication como complained complaint
completed con concern confirmed confirmo consent contento continued could cuando cuenta de declined del
demonstrated denied descanso described desde despues did dijo discomfort discussed does dolor done drank
durante during each edad education either el ella emotional en enjoyed entonces entre era es ese esta
estaba este estres estudiante even everybody everyone everything excellent expected expediente
experienced explained expreso feedback feels fell felt few ficha file finally finalmente followed
following for form four from fue gave goal good got great ha hace had happy have having he headache
health her here his historia historial history homecare how however i id if improved improvement in
increased informed informo initial initially injury input interview it just kept knows la laid last
lastly late later le lesion less like liked llego lleva long los lots luego made many mas massage
medication mejor mejoro menciono mentioned mientras molestia more most mostro motion moved movement
movimiento mucho muscles musculos muy nada nadie name necesita needed needs neither nerviosa nervioso
new next ninguna ninguno no nobody nombre none normal not nota note noted nothing now nueva nuevo number
numbness numero nunca of on one only or other otra otro our outcome overall pain painful para partner
per pero pidio plan please por porque positioned positioning positive post posture pre preferred prefers
prefiere presenta presented presento presents previous primera primero prior privacy progress put que
questions quien range rated ready received recommended record referral referred refiere refused regular
rehab related relaxed relief remained reporta reported reporto reports requested requests responded
response rest restricted returned returning rom room safe said same satisfaction satisfied scale
schedule scheduled screening se seemed seen segunda segundo sentada sentado services several she showed
si siente signed sin since sintio slept slight so sobre solicita solicito some someone something sore
soreness spoke standing started stated states status still stress stressed student su suite surgery
symptoms tambien tejido tender tenderness tense tension than that the their then there these they things
this though three thus tiene tight tightness time tired tissue to todo todos told tolera tolerance
tolerated tolero toma total trabajo tras treated tuvo two un una under until update using verbalized
very vino visit volvio walk walked wanted wants was wears well went were when where which while who will
with without work worked would y year yes you your
"""
NOT_NAMES = frozenset(" ".join((BODY, WORK, CALENDAR, PEOPLE_AND_PLACES, SAID)).split())
# Two letters before a year that are a credential, a state or a unit, not a person's initials.
INITIALS = """
AM AP BC BP CA CE DC DO FL GA GB HI HT ID IL IT KI LI LR LU LV MA MD ME MI MT NC NE NJ NY OM OR OT PA PC
PM PT QL RN SC SI SJ SP ST TB TE TN TV TX US VA WA WI
"""
NOT_INITIALS = frozenset(INITIALS.split())
