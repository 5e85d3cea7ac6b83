Console.WriteLine("crm");
