global using LowCodeCrm.Testing;
global using LowCodeCrm.Web.Testing;
global using Microsoft.Playwright;
global using Xunit;

[assembly: AssemblyFixture(typeof(WebApp))]
// One browser: pages that compete for it only wait for each other. The designer's tests have a browser and a server of their own and run beside these.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
