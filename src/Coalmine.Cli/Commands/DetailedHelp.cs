using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Coalmine.Cli.Commands;

/// <summary>The usual help, and after it what a command tells about itself at length: details and examples.</summary>
/// <param name="usual">The usual help.</param>
internal sealed class DetailedHelp(HelpAction usual) : SynchronousCommandLineAction
{
    private const int Width = 110;
    private static readonly Dictionary<Command, string> Details = [];

    /// <summary>Says what follows the usual help of a command.</summary>
    public static void Describe(Command command, string details) => Details[command] = details;

    /// <summary>Puts details after the usual help of a root command and all below it.</summary>
    public static void Install(RootCommand root)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        if (option.Action is not HelpAction usual)
            return;
        usual.MaxWidth = Width;
        option.Action = new DetailedHelp(usual);
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int code = usual.Invoke(parseResult);
        if (Details.TryGetValue(parseResult.CommandResult.Command, out string? details))
            parseResult.InvocationConfiguration.Output.WriteLine(details);
        return code;
    }
}
