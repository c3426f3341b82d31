"""One small file in each published format, with invented entries: the person Tariq Ziloman and the firm Zarevo Nord."""

OFAC_XML = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="http://tempuri.org/sdnList.xsd">
  <publshInformation><Publish_Date>11/20/2026</Publish_Date><Record_Count>2</Record_Count></publshInformation>
  <sdnEntry><uid>101</uid><firstName>Tariq</firstName><lastName>ZILOMAN</lastName><sdnType>Individual</sdnType>
    <programList><program>DEMO</program></programList>
    <idList><id><uid>1</uid><idType>Passport</idType><idNumber>X4471902</idNumber><idCountry>Iran</idCountry></id></idList>
    <akaList><aka><uid>2</uid><type>a.k.a.</type><category>weak</category><lastName>ABU ZAIN</lastName></aka></akaList>
    <addressList><address><uid>3</uid><city>Shiraz</city><country>Iran</country></address></addressList>
    <dateOfBirthList><dateOfBirthItem><uid>4</uid><dateOfBirth>12 Apr 1962</dateOfBirth><mainEntry>true</mainEntry></dateOfBirthItem></dateOfBirthList>
  </sdnEntry>
  <sdnEntry><uid>102</uid><lastName>ZAREVO NORD TRADING</lastName><sdnType>Entity</sdnType>
    <programList><program>DEMO</program></programList>
    <akaList><aka><uid>5</uid><type>f.k.a.</type><category>strong</category><lastName>ZAREVO EXPORT</lastName></aka></akaList>
    <addressList><address><uid>6</uid><country>Russia</country></address></addressList>
  </sdnEntry>
</sdnList>
"""
OFAC_CSV = {
    "main": (
        '101,"ZILOMAN, Tariq","individual","DEMO] [DEMO2",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
        '"DOB 12 Apr 1962; nationality Iran; Passport X4471902 (Iran)."\n'
        '102,"ZAREVO NORD TRADING",-0- ,"DEMO",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n\x1a'
    ),
    "aliases": '101,2,"weak aka","ABU ZAIN",-0- \n102,5,"fka","ZAREVO EXPORT",-0- \n\x1a',
    "addresses": '101,3,"-0- ","Shiraz","Iran",-0- \n102,6,-0- ,-0- ,"Russia",-0- \n\x1a',
}
UN_XML = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-11-20T00:00:00.000Z">
  <INDIVIDUALS><INDIVIDUAL><DATAID>101</DATAID><FIRST_NAME>Tariq</FIRST_NAME><SECOND_NAME>Ziloman</SECOND_NAME>
    <UN_LIST_TYPE>Demo</UN_LIST_TYPE><REFERENCE_NUMBER>DEi.001</REFERENCE_NUMBER><NATIONALITY><VALUE>Iran (Islamic Republic of)</VALUE></NATIONALITY>
    <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Abu Zain</ALIAS_NAME></INDIVIDUAL_ALIAS>
    <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1962-04-12</DATE></INDIVIDUAL_DATE_OF_BIRTH>
    <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>X4471902</NUMBER></INDIVIDUAL_DOCUMENT>
  </INDIVIDUAL></INDIVIDUALS>
  <ENTITIES><ENTITY><DATAID>102</DATAID><FIRST_NAME>ZAREVO NORD TRADING</FIRST_NAME><UN_LIST_TYPE>Demo</UN_LIST_TYPE><REFERENCE_NUMBER>DEe.002</REFERENCE_NUMBER>
    <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>ZAREVO EXPORT</ALIAS_NAME></ENTITY_ALIAS>
    <ENTITY_ADDRESS><COUNTRY>Russian Federation</COUNTRY></ENTITY_ADDRESS>
  </ENTITY></ENTITIES>
</CONSOLIDATED_LIST>
"""
EU_XML = """<?xml version="1.0" encoding="UTF-8"?>
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-11-20T16:20:31.401+01:00" globalFileId="1">
  <sanctionEntity euReferenceNumber="EU.1.1" logicalId="101"><regulation programme="DEMO"/><subjectType code="person" classificationCode="P"/>
    <nameAlias firstName="Tariq" lastName="Ziloman" wholeName="Tariq Ziloman" strong="true"/><nameAlias wholeName="Abu Zain" strong="false"/>
    <citizenship countryIso2Code="IR"/><birthdate birthdate="1962-04-12" year="1962"/><identification number="X4471902"/></sanctionEntity>
  <sanctionEntity euReferenceNumber="EU.2.2" logicalId="102"><regulation programme="DEMO"/><subjectType code="enterprise" classificationCode="E"/>
    <nameAlias wholeName="Zarevo Nord Trading" strong="true"/><nameAlias wholeName="Zarevo Export" strong="true"/><address countryIso2Code="RU"/></sanctionEntity>
</export>
"""
EU_CSV = (
    "\ufefffileGenerationDate;Entity_LogicalId;Entity_SubjectType_ClassificationCode;Entity_Regulation_Programme;NameAlias_WholeName;"
    "BirthDate_BirthDate;BirthDate_Year;Citizenship_CountryIso2Code;Address_CountryIso2Code;Identification_Number;Entity_Remark\r\n"
    "20/11/2026;101;person;DEMO;Tariq Ziloman;;;;;;\r\n"
    "20/11/2026;101;person;DEMO;Abu Zain;;;;;;\r\n"
    "20/11/2026;101;person;DEMO;;1962-04-12;1962;;;;\r\n"
    "20/11/2026;101;person;DEMO;;;;IR;;X4471902;\r\n"
    "20/11/2026;102;enterprise;DEMO;Zarevo Nord Trading;;;;RU;;\r\n"
    "20/11/2026;102;enterprise;DEMO;Zarevo Export;;;;;;\r\n"
)
OPENSANCTIONS_CSV = (
    '"id","schema","name","aliases","birth_date","countries","addresses","identifiers","sanctions","phones","emails","program_ids","dataset","first_seen","last_seen","last_change"\n'
    '"demo-101","Person","Tariq Ziloman","Abu Zain;طارق زيلومان","1962-04-12","ir","","X4471902","","","","DEMO","Demo list","2026-01-01","2026-11-20","2026-11-20"\n'
    '"demo-102","Company","Zarevo Nord Trading","Zarevo Export","","ru","","","","","","DEMO","Demo list","2026-01-01","2026-11-20","2026-11-19"\n'
)
OPENSANCTIONS_FTM = (
    '{"id":"demo-101","caption":"Tariq Ziloman","schema":"Person","properties":{"name":["Tariq Ziloman"],"weakAlias":["Abu Zain"],"birthDate":["1962-04-12"],'
    '"nationality":["ir"],"passportNumber":["X4471902"]},"datasets":["demo"],"target":true,"last_change":"2026-11-20T10:00:00"}\n'
    '{"id":"demo-a","caption":"Shiraz","schema":"Address","properties":{"full":["Shiraz"]},"target":false}\n'
    '{"id":"demo-102","caption":"Zarevo Nord Trading","schema":"Company","properties":{"name":["Zarevo Nord Trading"],"alias":["Zarevo Export"],'
    '"country":["ru"]},"datasets":["demo"],"target":true,"last_change":"2026-11-19"}\n'
)
ALL = {
    "ofac_xml": {"main": OFAC_XML},
    "ofac_csv": OFAC_CSV,
    "un_xml": {"main": UN_XML},
    "eu_xml": {"main": EU_XML},
    "eu_csv": {"main": EU_CSV},
    "opensanctions_csv": {"main": OPENSANCTIONS_CSV},
    "opensanctions_ftm": {"main": OPENSANCTIONS_FTM},
}


def chunks(files: dict[str, str], size: int = 97) -> dict[str, list[bytes]]:
    """In pieces that cut words and letters."""
    return {
        part: [text.encode()[at : at + size] for at in range(0, len(text.encode()), size)]
        for part, text in files.items()
    }
