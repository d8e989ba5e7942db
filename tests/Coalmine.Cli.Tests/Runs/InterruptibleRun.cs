using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Coalmine.Cli.Tests.Runs;

/// <summary>
/// A run of the real program that can be interrupted: where the tests' own parent ignores SIGINT, as a shell does for what it runs in the background, every
/// child would inherit that and never hear of it.
/// </summary>
internal static class InterruptibleRun
{
    private const string Restores = "--default-signal=INT";
    private static readonly Lazy<bool> EnvRestores = new(CanRestore);

    /// <summary>Starts the program in a folder; skips the test where it could not be interrupted.</summary>
    public static Process Start(string folder, params IEnumerable<string> args)
    {
        Assert.SkipUnless(EnvRestores.Value || !IsIgnored(), "SIGINT is ignored here (a shell runs the tests in its background), and no GNU env is there to restore it.");
        string program = Path.Combine(AppContext.BaseDirectory, "coalmine");
        ProcessStartInfo start = EnvRestores.Value ? new("env", [Restores, program, .. args]) : new(program, args);
        (start.WorkingDirectory, start.RedirectStandardOutput, start.RedirectStandardError) = (folder, true, true);
        return Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
    }

    /// <summary>Interrupts it, as Ctrl-C does.</summary>
    public static void Interrupt(Process process)
    {
        using Process kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static bool CanRestore()
    {
        if (OperatingSystem.IsWindows())
            return false;
        using Process probe = Process.Start(new ProcessStartInfo("env", [Restores, "true"]) { RedirectStandardError = true })!;
        probe.StandardError.ReadToEnd();
        probe.WaitForExit();
        return probe.ExitCode == 0;
    }

    // proc(5): SigIgn is a mask in hexadecimal, bit 1 of which is signal 2.
    private static bool IsIgnored()
    {
        const string status = "/proc/self/status";
        string? mask = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) : null;
        return mask is not null && (ulong.Parse(mask["SigIgn:".Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 2) != 0;
    }
}
