using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Documents;
using Coalmine.Manifests.Imports;

namespace Coalmine.Conformance.Imports;

/// <summary>
/// A folder of other people's manifests: each file must import, or be refused with located diagnostics, without a crash, and be written back byte for byte.
/// </summary>
internal static class ImportSuite
{
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];

    /// <summary>Imports every manifest of a folder and those below it, and prints what each holds and a closing line.</summary>
    public static int Run(CommandLine command, TextWriter output)
    {
        List<string> files = Find(command.File);
        string[] names = [.. files.Select(file => Path.GetRelativePath(command.File, file).Replace('\\', '/'))];
        command.RefuseNamesOutside(names);
        int passed = 0;
        int failed = 0;
        foreach ((string file, string name) in files.Zip(names).Where(one => command.Wants(one.Second)))
        {
            string problem = Check(name, File.ReadAllBytes(file), output);
            passed += problem.Length == 0 ? 1 : 0;
            failed += problem.Length == 0 ? 0 : 1;
            if (problem.Length > 0)
                output.WriteLine($"{name}: {problem}");
        }

        output.WriteLine($"{passed} passed, {failed} failed");
        return failed == 0 ? 0 : 1;
    }

    /// <summary>Imports one file, prints what it holds, and says what is wrong with that; nothing where all is right.</summary>
    internal static string Check(string name, byte[] bytes, TextWriter output)
    {
        ImportedFile imported;
        try
        {
            imported = ManifestImporter.Import(name, bytes);
        }
#pragma warning disable CA1031 // A crash of any kind is what this suite is there to find.
        catch (Exception crash)
#pragma warning restore CA1031
        {
            return $"expected an import or located diagnostics, got a crash: {crash.GetType().Name}: {crash.Message.ReplaceLineEndings(" ")}";
        }

        output.WriteLine($"{name}: {Summary(imported)}");
        string text = SourceDecoder.Decode(name, bytes) is ReadResult<SourceText>.Read read ? read.Value.Text : "";
        foreach (Diagnostic said in imported.Said)
        {
            if (!IsWithin(said, text) || said.File != name)
                return $"expected a place in the file, got {said}";
        }

        if (imported.File is null)
            return imported.Said.Any(said => said.Severity == Severity.Error) ? "" : "expected a reason for the refusal, got none";
        return imported.File.ToBytes().AsSpan().SequenceEqual(bytes) ? "" : "expected the same bytes written back, got others";
    }

    private static string Summary(ImportedFile imported)
    {
        string objects = imported.File is null ? "refused" : imported.Manifests.IsEmpty ? "no objects" : string.Join("; ", imported.Manifests.Select(m => m.Summary));
        return $"{objects} · {Count(imported, Severity.Error, "error")}, {Count(imported, Severity.Warning, "warning")}, {Count(imported, Severity.Note, "note")}";
    }

    private static string Count(ImportedFile imported, Severity severity, string word)
    {
        int count = imported.Said.Count(said => said.Severity == severity);
        return $"{count} {word}{(count == 1 ? "" : "s")}";
    }

    // The place just behind the last character of a line is within it.
    private static bool IsWithin(Diagnostic said, string text)
    {
        string[] lines = text.Split(["\r\n", "\n", "\r"], StringSplitOptions.None);
        return said.Id.Length > 0 && said.Message.Length > 0 && said.Position.Line >= 1 && said.Position.Column >= 1
            && (text.Length == 0 || (said.Position.Line <= lines.Length && said.Position.Column <= lines[said.Position.Line - 1].Length + 1));
    }

    private static List<string> Find(string folder)
    {
        if (!Directory.Exists(folder))
            throw new RefusedException($"{folder}: {(File.Exists(folder) ? "is a file" : "is not there")}. Allowed: a folder of manifests ({string.Join(", ", Endings)}).");
        List<string> files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Endings.Contains(Path.GetExtension(file).ToLowerInvariant())).Order(StringComparer.Ordinal)];
        return files.Count > 0 ? files : throw new RefusedException($"{folder}: holds no manifest. Allowed: a folder of manifests ({string.Join(", ", Endings)}).");
    }
}
