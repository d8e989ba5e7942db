using System.Collections.Immutable;
using Coalmine.Manifests.Diagnostics;
using Coalmine.Manifests.Native;
using Coalmine.Workbench.Scenarios;
using Coalmine.Workbench.Suites.Accepted;
using Coalmine.Workbench.Suites.Runs;

namespace Coalmine.Cli.Commands;

/// <summary>What a run of suites is to write. Before any rollout it is held against what is read, so that a slip overwrites nobody's work.</summary>
/// <param name="reports">The options that write, each with its file.</param>
/// <param name="baseline">The file of accepted characteristics; nothing where none is named.</param>
/// <param name="accepts">Whether that is written.</param>
internal sealed class TestOutputs(ImmutableArray<(string Option, string? File)> reports, string? baseline, bool accepts)
{
    /// <summary>Refuses what would be written over a file that is read or written already.</summary>
    public void Refuse(Loading loading, ImmutableArray<LoadedSuite> suites)
    {
        Dictionary<string, string> taken = [];
        foreach (string file in suites.SelectMany(suite => suite.Files))
            taken[Path.GetFullPath(file)] = "the suite reads";
        if (baseline is not null && accepts)
            Take(loading, taken, "--accept", baseline);
        else if (baseline is not null)
            taken[Path.GetFullPath(baseline)] = "--baseline reads";
        foreach ((string option, string? file) in reports)
            if (file is not null)
                Take(loading, taken, option, file);
        if (baseline is not null && accepts && loading.ExitCode == ExitCode.Success && File.Exists(baseline))
            RefuseForeign(loading, baseline, suites[0].Suite.Name);
    }

    private static void Take(Loading loading, Dictionary<string, string> taken, string option, string file)
    {
        string path = Path.GetFullPath(file);
        if (taken.TryGetValue(path, out string? by))
            loading.Refuse($"{option} would write over {file}, which {by}; give another file");
        else
            taken[path] = $"{option} writes";
    }

    private static void RefuseForeign(Loading loading, string file, string suite)
    {
        if (FileReader.Read(file).Then(FileKindReader.Peek) is not ReadResult<FileKind>.Read { Value: FileKind.Accepted })
            loading.Refuse($"--accept writes over files of accepted characteristics only (`kind: Accepted`), and {file} is none; give another, or remove it");
        else if (FileReader.Read(file).Then(AcceptedReader.Read) is ReadResult<AcceptedFile>.Read { Value.Suite: var other } && other != suite)
            loading.Refuse($"{file} holds what was accepted of the suite '{other}', and this one is '{suite}'; give another file, or remove it");
    }
}
