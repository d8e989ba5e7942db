using System.Text;
using Coalmine.Notebooks.Showing;

namespace Coalmine.Notebooks.Running;

/// <summary>While a cell runs: what is printed and what is displayed goes to its outputs.</summary>
internal sealed class CellConsole : IDisposable
{
    private readonly TextWriter _output = Console.Out;
    private readonly TextWriter _error = Console.Error;
    private readonly IDisposable _display;

    public CellConsole(CellOutputs outputs)
    {
        Console.SetOut(new Collector(text => outputs.AddText("stdout", text)));
        Console.SetError(new Collector(text => outputs.AddText("stderr", text)));
        _display = DisplayTarget.SendTo(outputs.AddDisplay);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _display.Dispose();
        Console.SetOut(_output);
        Console.SetError(_error);
    }

    private sealed class Collector(Action<string> take) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => take(value.ToString());

        public override void Write(string? value)
        {
            if (value is { Length: > 0 })
                take(value);
        }

        public override void Write(char[] buffer, int index, int count) => take(new string(buffer, index, count));

        public override void WriteLine(string? value) => take(value + "\n");
    }
}
