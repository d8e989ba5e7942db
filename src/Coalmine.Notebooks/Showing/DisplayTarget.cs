namespace Coalmine.Notebooks.Showing;

/// <summary>Where <c>Display</c> shows things: the cell that runs, or the console where none does.</summary>
internal static class DisplayTarget
{
    private static Action<Shown>? _cell;

    /// <summary>Shows something.</summary>
    public static void Show(Shown shown)
    {
        if (_cell is { } cell)
            cell(shown);
        else
            Console.Out.WriteLine(shown.Text);
    }

    /// <summary>Sends everything to a cell until disposed; one cell runs at a time in a process.</summary>
    public static IDisposable SendTo(Action<Shown> cell)
    {
        _cell = cell;
        return new End();
    }

    private sealed class End : IDisposable
    {
        public void Dispose() => _cell = null;
    }
}
