using Coalmine.Manifests.Diagnostics;
using Coalmine.Workbench.Pairings;

namespace Coalmine.Conformance.Fuzzing;

/// <summary>The files of the repository that inputs are made of.</summary>
internal sealed class SoundFiles
{
    private readonly string _root;

    private SoundFiles(string root) => _root = root;

    /// <summary>The repository that the program lies in, or in which it is started.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static SoundFiles Find()
    {
        foreach (string start in (string[])[AppContext.BaseDirectory, Environment.CurrentDirectory])
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
                if (File.Exists(Path.Combine(folder.FullName, "Simulator.sln")))
                    return new SoundFiles(folder.FullName);
        throw new RefusedException("The repository was not found. Allowed: start it within a checkout, whose scenarios are what it damages.");
    }

    /// <summary>A scenario of the catalogue.</summary>
    public LoadedScenario Catalogue(string name) => LoadedScenario.Load(Path.Combine(_root, "scenarios", "catalogue", name + ".yaml")) switch
    {
        ReadResult<LoadedScenario>.Read read => read.Value,
        { } refused => throw new RefusedException(string.Join(Environment.NewLine, refused.Said)),
    };

    /// <summary>The texts of a folder, in the order of their names.</summary>
    /// <param name="folder">The folder, from the root of the repository.</param>
    /// <param name="ending">The ending of the files, with its dot.</param>
    public string[] Texts(string folder, string ending) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(_root, folder), "*" + ending).Order(StringComparer.Ordinal).Select(File.ReadAllText),
    ];
}
