using System.Diagnostics;
using Coalmine.Testing.Prometheus;
using Xunit;

namespace Coalmine.Live.Tests.Operating;

/// <summary>Prometheus's own tool, of Debian's package.</summary>
internal static class Promtool
{
    /// <summary>Runs it; skips the test where there is none, unless the machine promises all components.</summary>
    /// <returns>What it said on both streams, where it refused; empty where it did not.</returns>
    public static string Refusal(string input, params string[] arguments)
    {
        string tool = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists, "");
        if (!PrometheusProcess.IsPromised)
            Assert.SkipWhen(tool.Length == 0, "promtool not found: apt-get install prometheus");
        using Process process = Process.Start(new ProcessStartInfo(tool, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string said = process.StandardOutput.ReadToEnd() + errors.Result;
        process.WaitForExit();
        return process.ExitCode == 0 ? "" : said.Length > 0 ? said : $"exit {process.ExitCode}";
    }
}
