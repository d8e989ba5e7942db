using Coalmine.Workbench.Reports;
using Spectre.Console;

namespace Coalmine.Cli.Terminals;

/// <summary>Prints lines: coloured on a terminal that has colours (NO_COLOR is honoured), plain where the output is piped.</summary>
internal sealed class StoryPrinter
{
    private readonly IAnsiConsole _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
    private readonly bool _coloured;
    private readonly int _width = Terminal.Width;

    public StoryPrinter() => _coloured = !Console.IsOutputRedirected && _console.Profile.Capabilities.ColorSystem != ColorSystem.NoColors;

    /// <summary>Prints lines, wrapped at the terminal's width.</summary>
    public void Print(IEnumerable<StoryLine> lines)
    {
        foreach (StoryLine line in lines)
            foreach (string part in Wrapping.Wrap(line.Text ?? "", line.Tone == StoryTone.Table ? int.MaxValue : _width, line.Indent))
                Print(line.Tone, part);
    }

    /// <summary>Prints one plain line, unwrapped.</summary>
    public static void Print(string line) => Console.Out.WriteLine(line);

    private void Print(StoryTone tone, string text)
    {
        if (_coloured && StyleOf(tone) is { Length: > 0 } style)
            _console.MarkupLine($"[{style}]{Markup.Escape(text)}[/]");
        else
            Console.Out.WriteLine(text);
    }

    private static string StyleOf(StoryTone tone) => tone switch
    {
        StoryTone.Heading => "bold",
        StoryTone.Quiet => "dim",
        StoryTone.Traffic => "blue",
        StoryTone.Good => "green",
        StoryTone.Bad => "red",
        StoryTone.Doubtful => "yellow",
        _ => "",
    };
}
