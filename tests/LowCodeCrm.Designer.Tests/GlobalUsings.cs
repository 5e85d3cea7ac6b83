global using LowCodeCrm.Testing;
global using Xunit;
