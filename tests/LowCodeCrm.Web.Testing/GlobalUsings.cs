global using LowCodeCrm.Testing;
global using Microsoft.Playwright;
global using Xunit;
