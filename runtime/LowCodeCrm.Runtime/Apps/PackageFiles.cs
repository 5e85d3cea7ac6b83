using System.IO.Compression;
using LowCodeCrm.Engine.Diagnostics;
using LowCodeCrm.Engine.Packages;

namespace LowCodeCrm.Runtime.Apps;

/// <summary>Packages as folders and as <c>.crmapp</c> archives.</summary>
public static class PackageFiles
{
    /// <summary>Names that are part of working with a folder, not of the package in it.</summary>
    private static bool IsIgnored(string path) => path.Split('/').Any(part => part.StartsWith('.') || part is "node_modules" or "Thumbs.db" || part.EndsWith('~'));

    /// <exception cref="PackageRefusedException">A limit is exceeded.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static AppPackage ReadFolder(string folder, PackageLimits? limits = null) => PackageIO.Read(new Folder(folder, limits ?? PackageLimits.Default), limits);

    /// <exception cref="PackageRefusedException">The stream is no archive, a path leads outside it, or a limit is exceeded.</exception>
    public static AppPackage ReadArchive(Stream stream, PackageLimits? limits = null)
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            return PackageIO.Read(new Archive(archive, limits ?? PackageLimits.Default), limits);
        }
        catch (InvalidDataException)
        {
            throw new PackageRefusedException(LocalizedText.Of("The file is not a .crmapp archive (ZIP), or it is damaged.", "ファイルが .crmapp アーカイブ (ZIP) ではないか、壊れています。"));
        }
    }

    /// <summary>Writes the files that differ, and removes JSON, rules and data files that the package no longer holds.</summary>
    public static void WriteFolder(AppPackage package, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var path in new Folder(folder, PackageLimits.Default).Paths)
            if (!package.Files.ContainsKey(path) && PackagePaths.Classify(path).Kind != PackageFileKind.Other)
                File.Delete(Path.Combine(folder, path));
        foreach (var file in package.Files.Values)
        {
            if (!PackageIO.IsInside(file.Path)) throw new PackageRefusedException(LocalizedText.Of($"The path {file.Path} leads outside the package.", $"パス {file.Path} はパッケージの外を指しています。"));
            var target = Path.Combine(folder, file.Path);
            if (File.Exists(target) && File.ReadAllBytes(target).AsSpan().SequenceEqual(file.Content.AsSpan())) continue;
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllBytes(target, [.. file.Content]);
        }
    }

    /// <summary>Writes a <c>.crmapp</c>: the same package always gives the same bytes.</summary>
    public static void WriteArchive(AppPackage package, Stream stream)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var file in package.Files.Values)
        {
            var entry = archive.CreateEntry(file.Path, CompressionLevel.Optimal);
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var target = entry.Open();
            target.Write(file.Content.AsSpan());
        }
    }

    private sealed class Folder(string root, PackageLimits limits) : IPackageFiles
    {
        public IEnumerable<string> Paths =>
            Directory.EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
                .Select(path => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/'))
                .Where(path => !IsIgnored(path))
                .Order(StringComparer.Ordinal);

        public byte[] Read(string path)
        {
            var file = new FileInfo(Path.Combine(root, path));
            return file.Length > limits.MaxFileBytes ? throw TooLarge(path, limits) : File.ReadAllBytes(file.FullName);
        }
    }

    private sealed class Archive(ZipArchive archive, PackageLimits limits) : IPackageFiles
    {
        // Archives made by hand often wrap everything in one folder.
        private readonly string prefix = PrefixOf(archive);

        public IEnumerable<string> Paths => archive.Entries.Where(IsFile).Select(entry => entry.FullName[prefix.Length..]).Where(path => !IsIgnored(path) || !PackageIO.IsInside(path));

        public byte[] Read(string path)
        {
            // The size that an archive declares may lie; what counts is what comes out.
            using var source = archive.GetEntry(prefix + path)!.Open();
            using var content = new MemoryStream();
            var buffer = new byte[81_920];
            for (int read; (read = source.Read(buffer)) > 0;)
            {
                content.Write(buffer, 0, read);
                if (content.Length > limits.MaxFileBytes) throw TooLarge(path, limits);
            }
            return content.ToArray();
        }

        private static string PrefixOf(ZipArchive archive)
        {
            var files = archive.Entries.Where(IsFile).Select(entry => entry.FullName).ToList();
            if (files.Count == 0 || files.Contains(PackagePaths.App)) return "";
            var app = files.Find(path => path.EndsWith("/" + PackagePaths.App, StringComparison.Ordinal) && path.Count(c => c == '/') == 1);
            var folder = app?[..(app.Length - PackagePaths.App.Length)];
            return folder is not null && files.TrueForAll(path => path.StartsWith(folder, StringComparison.Ordinal)) ? folder : "";
        }

        private static bool IsFile(ZipArchiveEntry entry) => !entry.FullName.EndsWith('/');
    }

    private static PackageRefusedException TooLarge(string path, PackageLimits limits) =>
        new(LocalizedText.Of($"{path} is larger than {limits.MaxFileBytes} bytes.", $"{path} が {limits.MaxFileBytes} バイトを超えています。"));
}
