using LowCodeCrm.Designer.Http;
using LowCodeCrm.Engine.Packages;
using LowCodeCrm.Runtime.Api;
using LowCodeCrm.Runtime.Apps;
using Microsoft.AspNetCore.Http;

namespace LowCodeCrm.Designer.Drafts;

/// <summary>A <c>.crmapp</c> as the body of a request.</summary>
internal static class PackageBody
{
    /// <exception cref="ApiProblem">400: it is no such archive, or its paths lead outside; 413: it is too large, packed or unpacked.</exception>
    public static async Task<AppPackage> ReadAsync(HttpContext context, DesignerOptions options)
    {
        var bytes = await DesignJson.ReadBytesAsync(context, options.Limits.MaxTotalBytes);
        try
        {
            return PackageFiles.ReadArchive(new MemoryStream(bytes, writable: false), options.Limits);
        }
        catch (PackageRefusedException refused)
        {
            throw new ApiProblem(400, "package_refused", refused.Reason);
        }
    }
}
