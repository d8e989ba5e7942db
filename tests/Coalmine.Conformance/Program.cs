namespace Coalmine.Conformance;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        try
        {
            var command = CommandLine.Parse(arguments);
            return command.Suite.Run(command, Console.Out);
        }
        catch (RefusedException refusal)
        {
            Console.Error.WriteLine(refusal.Message);
            return RefusedException.ExitCode;
        }
    }
}
