"""Who says it in many kinds of text: situation reports, rights groups, releases, local press, posts and headlines."""

from __future__ import annotations

import pytest

from extractors import text as texts
from extractors.model import Document, Target
from extractors.voices import attribute

SITUATION_REPORTS_AND_RIGHTS_GROUPS = [
    ("Partners on the ground report that 41 people were displaced in Nyala on 3 June.", "41", "Partners on the ground"),
    (
        "IOM's Displacement Tracking Matrix estimates that 41 households fled Babanusa.",
        "41",
        "IOM's Displacement Tracking Matrix",
    ),
    (
        ("As of 12 May, the Ministry of Health in Gaza (MoH) had recorded 41 fatalities, OCHA said."),
        "41",
        "the Ministry of Health in Gaza",
    ),
    (
        "Between 4 and 11 July, according to the Education Cluster, 41 schools were damaged.",
        "41",
        "the Education Cluster",
    ),
    ("Local authorities informed OCHA that 41 families had arrived in Tawila.", "41", "Local authorities"),
    (
        ("At least 41 people were reportedly injured, based on figures from the State Emergency Service."),
        "41",
        "the State Emergency Service",
    ),
    ("WFP warns that 41 lorries remain stranded at the border.", "41", "WFP"),
    (
        ("Health partners have documented 41 cases of cholera. In Kosti, 17 people have died, they added."),
        "17",
        "Health partners",
    ),
    (
        "Soldiers summarily executed at least 41 men in Moura, Human Rights Watch said today.",
        "41",
        "Human Rights Watch",
    ),
    ("Human Rights Watch interviewed 41 witnesses between March and May.", "41", ""),
    ('"I counted 41 bodies by the well," said a 34-year-old herder who fled to Bamako.', "41", "a 34-year-old herder"),
    ("A 52-year-old shopkeeper told researchers that 41 houses had been torched.", "41", "A 52-year-old shopkeeper"),
    (
        "Amnesty International's analysis of satellite imagery found 41 burned compounds.",
        "41",
        "Amnesty International's analysis",
    ),
    ("Three witnesses described seeing 41 bodies in a ditch.", "41", "Three witnesses"),
    (
        ("The commission of inquiry found reasonable grounds to believe that 41 detainees were killed."),
        "41",
        "The commission of inquiry",
    ),
    (
        ("The military did not respond to questions, but has previously said that 41 fighters were killed."),
        "41",
        "The military",
    ),
    (
        "The Military Media of the Brigades announces: our fighters destroyed 41 vehicles.",
        "41",
        "The Military Media of the Brigades",
    ),
    (
        ("In a communique distributed in Lima, the Shining Path claimed it had killed 41 soldiers."),
        "41",
        "the Shining Path",
    ),
    (
        (
            "Communique No. 7\n\nThe General Command of the Eastern Front informs public "
            "opinion:\n\nOur units killed 41 soldiers on Monday.\n\nWe captured 12 rifles."
        ),
        "12",
        "The General Command of the Eastern Front",
    ),
    (
        ("The Islamic Resistance in Iraq announced on its Telegram channel that it fired 41 rockets."),
        "41",
        "The Islamic Resistance in Iraq",
    ),
    (
        ("A community leader, Mallam Isa Danjuma, told our correspondent that the bandits killed 41 persons."),
        "41",
        "A community leader, Mallam Isa Danjuma",
    ),
    ("The lawmaker lamented that 41 of his constituents had been killed in two weeks.", "41", "The lawmaker"),
    ("Eyewitnesses recounted that gunmen on motorcycles shot dead 41 worshippers.", "41", "Eyewitnesses"),
    ("The death toll stands at 41, Xinhua reported, quoting a hospital official.", "41", "a hospital official"),
    ("Quoting eyewitnesses, the Sudan Tribune wrote that 41 traders were shot.", "41", "eyewitnesses"),
    (
        ("Ukraine's air force said its units downed 41 of 60 drones. Another 17 were jammed, it added."),
        "17",
        "Ukraine's air force",
    ),
    (
        "Russia's Defense Ministry, meanwhile, claimed to have shot down 41 Ukrainian drones.",
        "41",
        "Russia's Defense Ministry",
    ),
    ("Doctors Without Borders said its teams treated 41 people for gunshot wounds.", "41", "Doctors Without Borders"),
    (
        (
            "The ministry's count does not distinguish between civilians and fighters but "
            "says 41 of the dead were women."
        ),
        "41",
        "The ministry's count",
    ),
    ("Israel says 41 hostages are still held; Hamas puts the figure at 38.", "38", "Hamas"),
    (
        ("Officials in the Hamas-run enclave, whose figures the UN considers reliable, say 41 people were killed."),
        "41",
        "Officials in the Hamas-run enclave",
    ),
    (
        ("A medic, who spoke on condition of anonymity for fear of reprisals, said 41 bodies had been brought in."),
        "41",
        "A medic",
    ),
    (
        ('Gunmen stormed the village at dawn. "They killed 41 of us," Musa Bello, a farmer, said by phone.'),
        "41",
        "Musa Bello",
    ),
]
OFFICIALS_AND_CONTRASTS = [
    ("UNHCR figures show that 41 families returned in June.", "41", "UNHCR figures"),
    (
        (
            "Some 41 aid workers have been killed this year, the highest number on record, "
            "the UN humanitarian chief told the Security Council."
        ),
        "41",
        "the UN humanitarian chief",
    ),
    ("The Protection Cluster received reports of 41 incidents in May.", "41", "The Protection Cluster"),
    (("OHCHR verified 41 civilian casualties in the reporting period. Of these, 17 were children."), "17", "OHCHR"),
    ("Access remains constrained. Partners estimate 41 villages cannot be reached.", "41", "Partners"),
    ("Save the Children staff say 41 classrooms were destroyed.", "41", "Save the Children staff"),
    (
        ("MSF teams in El Geneina received 41 wounded patients, the organisation said in a statement."),
        "41",
        "the organisation",
    ),
    ("The indictment charges that his men burned 41 homes.", "41", "The indictment"),
    ("A military court heard on Monday that 41 recruits had died.", "41", ""),
    ("Sen. Rodrigo Paz, quoting police data, said 41 officers were killed last year.", "41", "Sen. Rodrigo Paz"),
    (
        ("A spokesperson for Joint Task Force Lake told journalists in Maiduguri that troops killed 41 insurgents."),
        "41",
        "A spokesperson for Joint Task Force Lake",
    ),
    (
        ("While the government says 41 protesters died, rights groups put the number at more than 100."),
        "41",
        "the government",
    ),
    (
        ("While the government says 41 protesters died, rights groups put the number at more than 100."),
        "100",
        "rights groups",
    ),
    ("The army said it lost 41 men. The rebels, for their part, said they killed 60.", "60", "The rebels"),
    ("Police said 41 people had been arrested but activists gave a figure of 90.", "90", "activists"),
    ("Initial reports put the toll at 17, but a later count by the Red Cross found 41 dead.", "41", "the Red Cross"),
    (
        "The toll rose from 17 to 41, hospital director Amal Saeed said by telephone.",
        "17",
        "hospital director Amal Saeed",
    ),
    ("The rebels denied the army's claim that 41 of their fighters had been killed.", "41", "the army"),
    (("Kyiv says it has lost 41,000 soldiers; Western officials believe the figure to be higher."), "41,000", "Kyiv"),
    (
        ('"It was a massacre," said Abdallah Hassan, 47, a teacher. "I saw 41 bodies in the street."'),
        "41",
        "Abdallah Hassan",
    ),
    ('Fatma Ali lost her husband. "They shot 41 men," she said.', "41", "Fatma Ali"),
    ("Colonel Diarra blamed the rebels. According to him, 41 soldiers fell.", "41", "Colonel Diarra"),
    (
        (
            "Speaking from Goma, MSF coordinator Lena Voss described overwhelmed wards. Her "
            "team treated 41 patients on Sunday, she said."
        ),
        "41",
        "MSF coordinator Lena Voss",
    ),
    ("Local resident Amina Yusuf recounted how gunmen killed 41 neighbours.", "41", "Local resident Amina Yusuf"),
    ("The ICRC said it was appalled. It added that 41 of its staff were missing.", "41", "The ICRC"),
    (
        ("In its daily update, the General Staff of the Armed Forces of Ukraine reported 41 combat clashes."),
        "41",
        "the General Staff of the Armed Forces of Ukraine",
    ),
    ("ISW assessed that Russian forces lost 41 vehicles.", "41", "ISW"),
    ("Sudan war: 41 killed in El Fasher market strike, say activists", "41", "activists"),
    ("Hamas: 41 killed in Israeli strike on school", "41", "Hamas"),
    ("41 dead in Mali attack, army says", "41", "army"),
    ("BREAKING: At least 41 killed in Sumy - Ukrainian officials", "41", "Ukrainian officials"),
    ("JUST IN: UN says 41 peacekeepers wounded in Lebanon", "41", "UN"),
    ("Video shared by Nexta shows 41 burnt vehicles.", "41", "Nexta"),
]
LONGER_PASSAGES = [
    (("OCHA said 41 schools were hit in May. In June, a further 17 were damaged, the agency said."), "17", "OCHA"),
    (
        (
            "The mayor said six people died. Rescue work was continuing in the evening. Two "
            "of the 41 wounded are in a critical condition, hospital staff said."
        ),
        "41",
        "hospital staff",
    ),
    (
        (
            "Police said the bomber struck at noon. He also wounded 41 people. Last year a "
            "bombing in the same market killed 17."
        ),
        "41",
        "Police",
    ),
    (
        (
            "Police said the bomber struck at noon. He also wounded 41 people. Last year a "
            "bombing in the same market killed 17."
        ),
        "17",
        "",
    ),
    (
        ("The army said in a statement that it raided three villages. Troops seized 41 rifles and 12 motorcycles."),
        "41",
        "The army",
    ),
    (
        ("Six people died in Homs, state media said. The UN says 41,000 people have died in the war."),
        "41,000",
        "The UN",
    ),
    (("Clashes killed 41 people in Tripoli on Friday. The health ministry said dozens more were hurt."), "41", ""),
    (
        ("A witness, Karim, said he saw 41 bodies. The army says it targeted militants. It said 17 were killed."),
        "17",
        "The army",
    ),
    ("The UN mission condemned the attack. It said 41 people were killed.", "41", "The UN mission"),
    (
        ("Residents fled to the hills. One of them, Joseph Mbeki, told AFP that 41 huts were burned."),
        "41",
        "Joseph Mbeki",
    ),
    (
        ("Lebanon's health ministry said Israeli strikes killed 41 people on Tuesday. Among them were 17 children."),
        "17",
        "Lebanon's health ministry",
    ),
    (
        ("Hezbollah said it had fired rockets at a base. The Israeli army said 41 projectiles had crossed the border."),
        "41",
        "The Israeli army",
    ),
    (
        (
            'The spokesman said operations continued. "We have neutralised 41 terrorists," '
            "General Ali Musa told state television."
        ),
        "41",
        "General Ali Musa",
    ),
    (
        ("Activist Sami Nour posted a video from the scene. He said 41 people were under the rubble."),
        "41",
        "Activist Sami Nour",
    ),
    ("Villagers blamed soldiers. The soldiers killed 41 people, they said.", "41", "Villagers"),
    ("The ministry, citing its field offices, said 41 wells had been poisoned.", "41", "The ministry"),
    ("Local media, citing police sources, put the death toll at 41.", "41", "police sources"),
    ("According to local media reports, 41 people were abducted.", "41", "local media reports"),
    ("According to witnesses cited by Radio Okapi, 41 people were abducted.", "41", "witnesses"),
    ("Several Palestinian outlets reported that 41 prisoners were released.", "41", "Several Palestinian outlets"),
    ("The paramilitary RSF, which controls the city, said 41 soldiers surrendered.", "41", "The paramilitary RSF"),
    ("It is estimated that 41 percent of homes are damaged, the World Bank said.", "41", "the World Bank"),
    ("The strike, which the military says targeted a weapons depot, killed 41 people.", "41", ""),
    ("The strike killed 41 people, including three the military said were fighters.", "41", ""),
    ("The strike killed 41 people, 17 of whom the military said were fighters.", "17", "the military"),
    ("No one has claimed responsibility for the bombing, which police say killed 41.", "41", "police"),
    ("A preliminary toll from the governor's office shows 41 dead.", "41", "the governor's office"),
    (
        "Haitian National Police said in a post on X that 41 gang members were shot dead.",
        "41",
        "Haitian National Police",
    ),
    ("Al-Shabaab said its fighters killed 41 soldiers, a claim the government denied.", "41", "Al-Shabaab"),
    ("The government, which had spoken of 17 dead, on Monday raised the toll to 41.", "41", "The government"),
    ("Reuters could not independently verify the claim that 41 tanks were destroyed.", "41", ""),
    (
        "Israel's Magen David Adom ambulance service says it treated 41 people.",
        "41",
        "Israel's Magen David Adom ambulance service",
    ),
    ("A total of 41 aid trucks entered Gaza on Monday, COGAT said.", "41", "COGAT"),
    (
        ("The rebel commander who led the assault, known as Abu Omar, said by phone that his men took 41 prisoners."),
        "41",
        "The rebel commander",
    ),
    (
        (
            "As many as 41 people may have died, a senior U.S. official told reporters, "
            "speaking on condition of anonymity."
        ),
        "41",
        "a senior U.S. official",
    ),
]
OTHER_WORDINGS = [
    (
        ("Between 1 and 15 April, humanitarian partners reported 41 incidents affecting aid access."),
        "41",
        "humanitarian partners",
    ),
    (
        "As per the Somali Disaster Management Agency, 41 people have died in flash floods.",
        "41",
        "the Somali Disaster Management Agency",
    ),
    ("B'Tselem, an Israeli rights group, says 41 homes were demolished.", "41", "B'Tselem"),
    ("Airwars estimates that between 41 and 60 civilians died in the strike.", "41", "Airwars"),
    (
        ("The Ministry of Defence in London said in its intelligence update that Russia had lost 41 aircraft."),
        "41",
        "The Ministry of Defence in London",
    ),
    ("ACLED recorded 41 events in the state last month.", "41", "ACLED"),
    ("Amaq, the group's news agency, said that 41 soldiers had been killed.", "41", "Amaq"),
    ("The United Nations Mine Action Service has cleared 41 bombs.", "41", ""),
    ('"We were 41 in the boat," recalled Ousmane, a 19-year-old survivor.', "41", "Ousmane"),
    (
        "A nurse at Al-Shifa, who asked that her name be withheld, said 41 patients had died.",
        "41",
        "A nurse at Al-Shifa",
    ),
    ("In a tweet, the mayor wrote: 41 people injured, two critically.", "41", "the mayor"),
    ("It was unclear how many had died. One hospital said it had received 41 bodies.", "41", "One hospital"),
    ("Survivors told HRW that the attackers burned 41 tukuls.", "41", "Survivors"),
    (
        "The bishops' conference denounced the attack and said 41 parishioners were missing.",
        "41",
        "The bishops' conference",
    ),
    ("Colombia's peace court (JEP) has said 41 farmers were passed off as rebels.", "41", "Colombia's peace court"),
    ("The ELN acknowledged in a communique dated 3 May that it holds 41 people.", "41", "The ELN"),
    (
        ("Hospital sources in Khan Younis told Al Jazeera Arabic that 41 people had been killed since dawn."),
        "41",
        "Hospital sources in Khan Younis",
    ),
    ("Iran's mission to the UN said Tehran had fired 41 missiles.", "41", "Iran's mission to the UN"),
    ("According to a tally by The Associated Press, 41 schools have been hit.", "41", "The Associated Press"),
    ("AP's own count stands at 41.", "41", "AP's own count"),
    ("Kenya's president said Monday 41 officers would be sent.", "41", "Kenya's president"),
    ("On the ground, commanders speak of 41 casualties a day.", "41", "commanders"),
    ("The toll has been put at 41 by the Red Crescent.", "41", "the Red Crescent"),
    (
        ("Officials at the Civil Defence, an arm of the Interior Ministry, reported finding 41 bodies."),
        "41",
        "Officials at the Civil Defence",
    ),
    (
        ("A Pakistani security official, on condition of anonymity, said 41 militants were killed."),
        "41",
        "A Pakistani security official",
    ),
    ("The military said it was investigating. Relatives say 41 people were inside the house.", "41", "Relatives"),
    (
        ("The general said five soldiers died. The bodies of 41 rebels were found at the scene, he added."),
        "41",
        "The general",
    ),
    ("Tigrayan authorities reported the strike on Friday. They say 41 people died.", "41", "Tigrayan authorities"),
    ("In what it called its biggest operation, the group said it had killed 41 soldiers.", "41", "the group"),
    ("JNIM said in a statement verified by SITE that its men killed 41 soldiers.", "41", "JNIM"),
    ("The army's daily bulletin lists 41 attacks.", "41", "The army's daily bulletin"),
    ("The report, published Thursday by UN investigators, says 41 villages were razed.", "41", "UN investigators"),
]
RELEASES_AND_POSTS = [
    (
        (
            "STATEMENT BY THE MILITARY SPOKESMAN\n\nSanaa, 4 May\n\nIn the name of God, the "
            "Yemeni Armed Forces announce the following:\n\nOur missile force targeted 41 "
            "ships.\n\nThe operation achieved its goals.\n\nThe drone force struck 17 sites.\n"
        ),
        "41",
        "the Yemeni Armed Forces",
    ),
    (
        (
            "STATEMENT BY THE MILITARY SPOKESMAN\n\nSanaa, 4 May\n\nIn the name of God, the "
            "Yemeni Armed Forces announce the following:\n\nOur missile force targeted 41 "
            "ships.\n\nThe operation achieved its goals.\n\nThe drone force struck 17 sites.\n"
        ),
        "17",
        "the Yemeni Armed Forces",
    ),
    (
        (
            "SITUATION OVERVIEW\n\n• On 3 May, clashes displaced 41 households in Kadugli, "
            "according to IOM.\n• At least 17 people were injured, local sources said.\n"
        ),
        "41",
        "IOM",
    ),
    (
        (
            "SITUATION OVERVIEW\n\n• On 3 May, clashes displaced 41 households in Kadugli, "
            "according to IOM.\n• At least 17 people were injured, local sources said.\n"
        ),
        "17",
        "local sources",
    ),
    ("HIGHLIGHTS\n\n• Over 41 people killed in market strike.\n• Partners reach 17 villages.\n", "41", ""),
    (
        (
            "Key figures\n\n41 civilians killed since 1 May (source: Ministry of Health)\n17 "
            "schools hit (source: UNICEF)\n"
        ),
        "41",
        "Ministry of Health",
    ),
    (
        (
            "Key figures\n\n41 civilians killed since 1 May (source: Ministry of Health)\n17 "
            "schools hit (source: UNICEF)\n"
        ),
        "17",
        "UNICEF",
    ),
    ("The General Staff reports: over the past day, the enemy lost 41 tanks.", "41", "The General Staff"),
    ("❗️Air Force: 41 drones shot down overnight.", "41", "Air Force"),
    ('Q: How many died? A: "Forty-one," the governor replied. "And 17 are missing."', "17", "the governor"),
    ("Mayor: 41 wounded in Kherson shelling", "41", "Mayor"),
    ("Houthi rebels say 41 killed in US strikes", "41", "Houthi rebels"),
    ("Gaza ministry says 41 killed in past 24 hours", "41", "Gaza ministry"),
    ("At least 41 dead in Sudan paramilitary attack: lawyers", "41", "lawyers"),
    ("'They shot everyone': survivors recount massacre of 41", "41", "survivors"),
    ("Israel kills 41 in Gaza, medics say, as talks stall", "41", "medics"),
    ("Talks stalled on Sunday, with Hamas saying Israel had killed 41 people.", "41", "Hamas"),
    ("With hospitals overwhelmed, doctors at Nasser said they had received 41 bodies.", "41", "doctors at Nasser"),
    (
        "Among the dead were 41 students, the school's principal, Daw Khin, told Myanmar Now.",
        "41",
        "the school's principal, Daw Khin",
    ),
    (
        ("A local People's Defence Force spokesman told The Irrawaddy that 41 junta troops were killed."),
        "41",
        "A local People's Defence Force spokesman",
    ),
    ("The Arakan Army claims to have captured 41 outposts.", "41", "The Arakan Army"),
    ("The Karen National Union (KNU) said 41 villagers were hurt.", "41", "The Karen National Union"),
    ('"41 people were martyred," read a statement from the ministry.', "41", "the ministry"),
    ("The statement, signed by the group's leader, claimed 41 soldiers had died.", "41", "The statement"),
    (
        "Sources close to the militia said 41 fighters were hit, but this could not be verified.",
        "41",
        "Sources close to the militia",
    ),
    ("The military on its part said that it killed 41 terrorists in Borno.", "41", "The military"),
    ("The source, who pleaded anonymity, said the gunmen whisked away 41 persons.", "41", "The source"),
    ("Reacting, the police said 41 suspects were held.", "41", "the police"),
    ("The Divisional Police Officer, CSP Ali, was said to have led 41 men.", "41", ""),
    (
        "Medecins Sans Frontieres treated 41 wounded in one night, it said in a press release.",
        "41",
        "Medecins Sans Frontieres",
    ),
    ("UN: More than 41,000 flee Congo fighting", "41,000", "UN"),
    ("Red Cross says 41 volunteers killed", "41", "Red Cross"),
]
MORE_WORDINGS = [
    ("Health Cluster partners reported 41 trauma cases from Zamzam camp.", "41", "Health Cluster partners"),
    ("The Sudanese Doctors' Union, in a post on Facebook, mourned the loss of 41 colleagues.", "41", ""),
    ("Witnesses interviewed by Human Rights Watch described the killing of 41 men.", "41", "Witnesses"),
    (
        "The Office of the Prosecutor announced charges over the deaths of 41 villagers.",
        "41",
        "The Office of the Prosecutor",
    ),
    (
        'Local chief Bulama Modu, who escaped, said by phone: "41 people are buried here."',
        "41",
        "Local chief Bulama Modu",
    ),
    (
        (
            'The junta\'s information team claimed 41 "terrorists" were killed; the '
            "resistance said the dead were villagers."
        ),
        "41",
        "The junta's information team",
    ),
    (
        "A statement on the ministry's website said 41 drones had been downed.",
        "41",
        "A statement on the ministry's website",
    ),
    (
        "Hamas-run authorities say more than 41,000 Palestinians have died since the war began.",
        "41,000",
        "Hamas-run authorities",
    ),
    (
        (
            "Forty houses burned, while 41 families lost everything, the district "
            "commissioner, Peter Gai, told Radio Tamazuj."
        ),
        "41",
        "the district commissioner, Peter Gai",
    ),
    (
        "Monitors from the Civilian Impact Monitoring Project logged 41 incidents.",
        "41",
        "Monitors from the Civilian Impact Monitoring Project",
    ),
    ('"Only 41 of us made it," says Halima, who walked for six days.', "41", "Halima"),
    ("Police in Cauca said the bomb wounded 41. A governor's aide spoke of 50.", "50", "A governor's aide"),
    (
        ("The death toll has climbed to 41, up from 30 on Friday, state broadcaster MRTV reported."),
        "41",
        "state broadcaster MRTV",
    ),
    ("Ukrainian intelligence estimates Russia has 41 launchers left.", "41", "Ukrainian intelligence"),
    ("Family members said 41 relatives were in the house.", "41", "Family members"),
    (
        ("Two people died, the fire service said on Sunday. It had earlier put the number of injured at 41."),
        "41",
        "the fire service",
    ),
    ("The aid group CARE says 41 of its trucks were looted.", "41", "The aid group CARE"),
    ("In Gedaref, camp managers told the team that 41 tents had collapsed.", "41", "camp managers"),
    ("The M23, for its part, accused the army of shelling 41 homes.", "41", "The M23"),
]


@pytest.mark.parametrize(
    ("text", "figure", "speaker"),
    SITUATION_REPORTS_AND_RIGHTS_GROUPS
    + OFFICIALS_AND_CONTRASTS
    + LONGER_PASSAGES
    + OTHER_WORDINGS
    + RELEASES_AND_POSTS
    + MORE_WORDINGS,
)
def test_the_speaker_of_a_figure(text: str, figure: str, speaker: str) -> None:
    sentences = texts.split(text)
    at = text.index(figure)
    sentence = next(s for s in sentences if s.start <= at < s.end)
    target = Target(sentence.index, at, at + len(figure), None, None, None, "killed", "people")
    assert attribute(Document("d", text), sentences, {}, [target])[0].speaker_text == speaker
