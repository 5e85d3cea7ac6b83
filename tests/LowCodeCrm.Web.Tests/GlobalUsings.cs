global using LowCodeCrm.Testing;
global using LowCodeCrm.Web.Tests.Browser;
global using Microsoft.Playwright;
global using Xunit;

[assembly: AssemblyFixture(typeof(WebApp))]
// One browser and two processor cores: pages that compete only wait for each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
