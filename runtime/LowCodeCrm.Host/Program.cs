using System.CommandLine;
using LowCodeCrm.Host.Commands;

var root = new RootCommand("LowCodeCrm: a CRM that a company shapes to itself while it runs.")
{
    ServeCommand.Create(),
    CheckCommand.Create(),
    UserCommand.Create(),
    KeyCommand.Create(),
    EvalCommand.Create(),
    TestCommand.Create(),
    PlanCommand.Create(),
    PublishCommand.Create(),
    ImportCommand.Create(),
    ExportCommand.Create(),
    DoctorCommand.Create(),
};
ServeCommand.Configure(root);

var result = root.Parse(args);
if (result.Errors.Count > 0)
{
    foreach (var error in result.Errors) Console.Error.WriteLine(error.Message);
    Console.Error.WriteLine("Run 'crm --help' for the commands and their options.");
    return ExitCodes.WrongUsage;
}
return await result.InvokeAsync();
