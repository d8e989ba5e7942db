using Coalmine.Conformance.Calibration;
using Coalmine.Conformance.FalseAlarms;
using Coalmine.Conformance.Fits;
using Coalmine.Conformance.Fuzzing;
using Coalmine.Conformance.Hostile;
using Coalmine.Conformance.Kills;
using Coalmine.Conformance.LiveDemo;

namespace Coalmine.Conformance;

internal static class Program
{
    /// <summary>Runs a suite, the calibration or the fuzzing: 0 when every case passed, 1 when one failed, 2 when the command line or the file cannot be used.</summary>
    public static int Run(IReadOnlyList<string> arguments, TextWriter output, TextWriter error)
    {
        try
        {
            if (RunnerHelp.Of(arguments) is { } help)
            {
                output.WriteLine(help);
                return 0;
            }

            if (arguments.Count > 0 && arguments[0] == CalibrationOptions.Verb)
                return CalibrationCommand.Run(CalibrationOptions.Parse(arguments.Skip(1).ToArray()), output);
            if (arguments.Count > 0 && arguments[0] == FuzzOptions.Verb)
                return FuzzCommand.Run(FuzzOptions.Parse([.. arguments.Skip(1)]), output);
            if (arguments.Count > 0 && arguments[0] == FalseAlarmOptions.Verb)
                return FalseAlarmCommand.Run(FalseAlarmOptions.Parse([.. arguments.Skip(1)]), output);
            if (arguments.Count > 0 && arguments[0] == FitOptions.Verb)
                return FitCommand.Run(FitOptions.Parse([.. arguments.Skip(1)]), output);
            if (arguments.Count > 0 && arguments[0] == HostileOptions.Verb)
                return HostileCommand.Run(HostileOptions.Parse([.. arguments.Skip(1)]), output);
            if (arguments.Count > 0 && arguments[0] == KillOptions.Verb)
                return KillCommand.Run(KillOptions.Parse([.. arguments.Skip(1)]), output);
            if (arguments.Count > 0 && arguments[0] == DemoOptions.Verb)
                return DemoCommand.Run(DemoOptions.Parse([.. arguments.Skip(1)]), output);
            var command = CommandLine.Parse(arguments);
            return command.Suite.Run(command, output);
        }
        catch (RefusedException refusal)
        {
            error.WriteLine(refusal.Message);
            return RefusedException.ExitCode;
        }
    }

    private static int Main(string[] arguments) => Run(arguments, Console.Out, Console.Error);
}
