namespace LowCodeCrm.SampleData;

/// <summary>Names of American companies, people and places: made up, but none that anybody would stumble over.</summary>
internal static class WesternWords
{
    public static readonly string[] CompanyStems =
    [
        "Harborview", "Northfield", "Ridgeway", "Lakeshore", "Summit", "Bluestone", "Cedar Grove", "Granite", "Redwood", "Fairmont", "Pinecrest", "Silverline", "Westbrook", "Kingsley", "Oakridge", "Stonebridge", "Meridian", "Beacon", "Hartwell", "Clearwater",
    ];

    public static readonly Dictionary<string, string[]> CompanyEndings = new()
    {
        ["manufacturing"] = ["Components", "Industries", "Precision Tools"], ["it"] = ["Software", "Data Systems"], ["finance"] = ["Savings Bank", "Insurance"],
        ["healthcare"] = ["Medical", "Clinics"], ["retail"] = ["Home Goods", "Outfitters"], ["logistics"] = ["Freight", "Logistics"],
    };

    public static readonly string[] CompanyForms = [", Inc.", " LLC", " Co.", ""];

    public static readonly string[] FirstNames =
    [
        "James", "Mary", "Robert", "Linda", "Michael", "Susan", "David", "Karen", "William", "Lisa", "Thomas", "Nancy", "Daniel", "Sarah", "Matthew", "Emily", "Anthony", "Laura", "Mark", "Rachel", "Paul", "Amy", "Steven", "Julia", "Andrew", "Megan",
    ];

    public static readonly string[] LastNames =
    [
        "Miller", "Davis", "Wilson", "Anderson", "Taylor", "Moore", "Jackson", "Martin", "Thompson", "White", "Harris", "Clark", "Lewis", "Robinson", "Walker", "Young", "King", "Wright", "Scott", "Green", "Baker", "Adams", "Nelson", "Hill", "Campbell", "Mitchell",
    ];

    public static readonly string[] Departments = ["Purchasing", "IT", "Operations", "Finance", "Sales", "Human Resources", "Marketing"];
    public static readonly string[] JobTitles = ["Purchasing Manager", "IT Director", "Head of Operations", "Sales Director", "Buyer", "Project Manager", "Finance Manager", "Office Manager"];

    public static readonly (string Region, string City, string Postal)[] Places =
    [
        ("California", "San Jose", "95110"), ("Washington", "Seattle", "98101"), ("Texas", "Austin", "78701"), ("Illinois", "Chicago", "60601"), ("New York", "New York", "10018"),
        ("Massachusetts", "Boston", "02110"), ("Georgia", "Atlanta", "30303"), ("Colorado", "Denver", "80202"), ("Oregon", "Portland", "97204"), ("Ohio", "Columbus", "43215"),
    ];

    public static readonly string[] Streets = ["Market Street", "Main Street", "Oak Avenue", "Harbor Drive", "Commerce Way", "Industrial Parkway"];
}
