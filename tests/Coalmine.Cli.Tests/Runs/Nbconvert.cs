using Xunit;

namespace Coalmine.Cli.Tests.Runs;

/// <summary>
/// Jupyter's nbconvert, of Debian's package, with no other folders than those of one test: what it starts is the kernel that was installed there.
/// </summary>
/// <param name="folder">The test's folder.</param>
internal sealed class Nbconvert(string folder)
{
    private const string Reason = "jupyter-nbconvert not found: apt-get install jupyter-nbconvert";

    /// <summary>Jupyter's folders in the environment, for whoever installs kernels as well.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["JUPYTER_DATA_DIR"] = Path.Combine(folder, "jupyter"),
        ["JUPYTER_CONFIG_DIR"] = Path.Combine(folder, "jupyter-config"),
        ["JUPYTER_RUNTIME_DIR"] = Path.Combine(folder, "jupyter-runtime"),
        ["JUPYTER_PATH"] = "",
        ["IPYTHONDIR"] = Path.Combine(folder, "ipython"),
    };

    /// <summary>Executes a notebook, cell by cell, and writes it into the test's folder.</summary>
    /// <param name="notebook">The notebook; it is executed in its own folder.</param>
    /// <param name="options">Further options.</param>
    /// <returns>How it ended; its log is on the error stream.</returns>
    public CliRun Execute(string notebook, params string[] options) => CliRun.Of(
        Find(),
        folder,
        Environment,
        ["--to", "notebook", "--execute", "--ExecutePreprocessor.kernel_name=coalmine", "--output-dir", folder, .. options, notebook]);

    private static string Find()
    {
        string? found = (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "jupyter-nbconvert")).FirstOrDefault(File.Exists);
        if (found is not null)
            return found;
        if (System.Environment.GetEnvironmentVariable("COALMINE_REQUIRE_COMPONENTS") == "1")
            Assert.Fail(Reason);
        Assert.Skip(Reason);
        return "";
    }
}
