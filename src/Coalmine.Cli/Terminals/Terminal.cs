namespace Coalmine.Cli.Terminals;

/// <summary>The two streams of the process.</summary>
internal static class Terminal
{
    private const int PlainWidth = 120;
    private const int NarrowestWidth = 40;

    /// <summary>Messages about the run.</summary>
    public static TextWriter Error => Console.Error;

    /// <summary>Columns to wrap at: the terminal's own, or 120 where the output goes elsewhere.</summary>
    public static int Width
    {
        get
        {
            if (Console.IsOutputRedirected)
                return PlainWidth;
            try
            {
                return Console.WindowWidth > 0 ? Math.Max(NarrowestWidth, Console.WindowWidth) : PlainWidth;
            }
            catch (IOException)
            {
                return PlainWidth;
            }
        }
    }

    /// <summary>The bytes of the output, for JSON.</summary>
    public static Stream OpenOutput() => Console.OpenStandardOutput();
}
