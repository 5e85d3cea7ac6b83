global using LowCodeCrm.Testing;
global using LowCodeCrm.Web.Testing;
global using Microsoft.Playwright;
global using Xunit;

[assembly: AssemblyFixture(typeof(WebApp))]
// One browser: pages that compete for it only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
