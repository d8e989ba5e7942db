using System.Globalization;
using System.Text;
using Coalmine.Conformance.Imports;
using Xunit;

namespace Coalmine.Conformance.Tests.Imports;

public sealed class ImportSuiteTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("coalmine-conformance-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Run_FolderOfManifests_SaysWhatEachHolds()
    {
        Write("b/experiment.yaml", "apiVersion: mlops.seldon.io/v1alpha1\nkind: Experiment\nmetadata: {name: e}\nspec: {default: a, candidates: [{name: a, weight: 1}]}\n");
        Write("a.yml", "{{ template }}\n\tkind: X\n");
        Write("notes.txt", "no manifest");
        Assert.Equal(
            (0, "a.yml: refused · 1 error, 0 warnings, 0 notes\nb/experiment.yaml: Experiment with a (Baseline) · 0 errors, 0 warnings, 1 note\n2 passed, 0 failed\n", ""),
            Run(folder));
        Assert.Equal((0, "a.yml: refused · 1 error, 0 warnings, 0 notes\n1 passed, 0 failed\n", ""), Run(folder, "--only", "a.yml"));
    }

    [Fact]
    public void Run_WhatIsNoFolderOfManifests_IsRefused()
    {
        Assert.Equal((2, "", $"{folder}: holds no manifest. Allowed: a folder of manifests (.yaml, .yml, .json).\n"), Run(folder));
        string missing = Path.Combine(folder, "missing");
        Assert.Equal((2, "", $"{missing}: is not there. Allowed: a folder of manifests (.yaml, .yml, .json).\n"), Run(missing));
        Write("a.yaml", "a: 1\n");
        Assert.Equal(2, Run(folder, "--only", "b.yaml").Exit);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing")]
    [InlineData("\uFEFFkind: A\napiVersion: v1\r\n")]
    [InlineData("kind: A\napiVersion: v1\n---\n[")]
    [InlineData("- a\u0085- b\u2028c")]
    [InlineData("\0")]
    public void Check_AnyBytes_HaveAPlaceForWhatIsSaid(string text) => Assert.Equal("", ImportSuite.Check("f.yaml", Encoding.UTF8.GetBytes(text), TextWriter.Null));

    private void Write(string name, string text)
    {
        string file = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private static (int Exit, string Output, string Error) Run(string target, params string[] options)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using StringWriter error = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        int exit = Program.Run(["import", target, .. options], output, error);
        return (exit, output.ToString(), error.ToString());
    }
}
