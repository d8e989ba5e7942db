using System.Diagnostics;
using Xunit;

namespace Coalmine.Cli.Tests.Runs;

/// <summary>One run of the real program, or of another one that works with it.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to the output stream.</param>
/// <param name="Error">What it wrote to the error stream.</param>
internal sealed record CliRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs the program in a folder.</summary>
    public static CliRun In(string folder, params string[] args) => In(folder, new Dictionary<string, string>(), args);

    /// <summary>Runs the program in a folder with environment variables.</summary>
    public static CliRun In(string folder, IReadOnlyDictionary<string, string> environment, params string[] args) =>
        Of(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "coalmine.exe" : "coalmine"), folder, environment, args);

    /// <summary>Runs another program in a folder with environment variables.</summary>
    public static CliRun Of(string program, string folder, IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        ProcessStartInfo start = new(program, args) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return new CliRun(process.ExitCode, output.GetAwaiter().GetResult(), error);
    }

    /// <summary>The lines of the error stream.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
