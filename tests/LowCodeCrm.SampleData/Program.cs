using LowCodeCrm.SampleData;

// Makes samples/sales-crm/data again, always the same: dotnet run --project tests/LowCodeCrm.SampleData -- samples/sales-crm/data
if (args is not [var folder])
{
    Console.Error.WriteLine("usage: LowCodeCrm.SampleData FOLDER");
    return 2;
}
Directory.CreateDirectory(folder);
var data = SalesData.Generate(seed: 20260401);
Csv.Write(Path.Combine(folder, "account.csv"), data.Accounts);
Csv.Write(Path.Combine(folder, "contact.csv"), data.Contacts);
Csv.Write(Path.Combine(folder, "lead.csv"), data.Leads);
Csv.Write(Path.Combine(folder, "product.csv"), data.Products);
Csv.Write(Path.Combine(folder, "opportunity.csv"), data.Opportunities);
Csv.Write(Path.Combine(folder, "opportunity_line.csv"), data.Lines);
Csv.Write(Path.Combine(folder, "activity.csv"), data.Activities);
return 0;
