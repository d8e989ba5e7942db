using System.Globalization;
using System.Text;
using CsCheck;

namespace Coalmine.Manifests.Tests.Lossless;

/// <summary>Writes random YAML in many styles: indentation, comments, blank lines, quotes, blocks, flow, anchors, several documents, line ends.</summary>
internal sealed class RandomText(PCG random)
{
    private static readonly string[] Words =
        ["weight", "10", "5m", "yes", "null", "0x1F", "1.5e3", "it's", "a: b", "x #y", "- z", "{{ arg }}", "", " pad ", "ü😀", "tab\there", "*star", "12_000", "~", "true", "k=v"];

    private readonly StringBuilder _text = new();
    private readonly List<string> _anchors = [];
    private readonly bool _hasAnchors = random.Next(4) == 0;
    private int _names;

    /// <summary>Whether anchors may be in it.</summary>
    public bool HasAnchors => _hasAnchors;

    public string Write()
    {
        uint documents = 1 + random.Next(3);
        for (uint i = 0; i < documents; i++)
        {
            if (i > 0 || random.Next(3) == 0)
                Line(0, random.Next(3) == 0 ? "--- # next" : "---");
            _anchors.Clear();
            Trivia(0);
            if (random.Next(12) == 0)
                Line(0, Flow(2));
            else if (random.Next(4) == 0)
                Items(0, 3);
            else
                Entries(0, 3);
            if (random.Next(8) == 0)
                Line(0, "...");
        }

        string text = _text.ToString();
        if (random.Next(4) == 0)
            text = text.TrimEnd('\n', ' ');
        if (random.Next(4) == 0)
            text = text.Replace("\n", "\r\n", StringComparison.Ordinal);
        return random.Next(6) == 0 ? "\uFEFF" + text : text;
    }

    private void Entries(int column, int levels)
    {
        uint count = 1 + random.Next(4);
        for (uint i = 0; i < count; i++)
        {
            Trivia(column);
            Value(column, $"{Name()}:", levels, isKey: true);
        }
    }

    private void Items(int column, int levels)
    {
        uint count = 1 + random.Next(4);
        for (uint i = 0; i < count; i++)
        {
            Trivia(column);
            Value(column, "-", levels, isKey: false);
        }
    }

    private void Value(int column, string before, int levels, bool isKey)
    {
        uint kind = random.Next(levels > 0 ? 10u : 6u);
        string anchor = "";
        if (_hasAnchors && random.Next(4) == 0 && kind != 5)
        {
            anchor = string.Create(CultureInfo.InvariantCulture, $" &n{_names++}");
            if (kind < 3)
                _anchors.Add(anchor[2..]);
        }

        int inner = column + 1 + (int)random.Next(4);
        switch (kind)
        {
            case 0 or 1 or 2:
                Line(column, $"{before}{anchor} {Scalar(inFlow: false)}{Comment()}");
                break;
            case 3:
                Line(column, $"{before}{anchor}{Comment()}");
                break;
            case 4:
                Block(column, inner, before + anchor);
                break;
            case 5:
                Line(column, _anchors.Count > 0 ? $"{before} *{_anchors[(int)random.Next((uint)_anchors.Count)]}{Comment()}" : $"{before} {Flow(2)}{Comment()}");
                break;
            case 6:
                Line(column, $"{before}{anchor} {Flow(2)}{Comment()}");
                break;
            case 7 when !isKey && anchor.Length == 0:
                Compact(column, levels);
                break;
            case 7 or 8:
                Line(column, $"{before}{anchor}{Comment()}");
                Entries(inner, levels - 1);
                break;
            default:
                Line(column, $"{before}{anchor}{Comment()}");
                Items(isKey && random.Next(2) == 0 ? column : inner, levels - 1);
                break;
        }
    }

    // - key: value, with the other keys below the first one.
    private void Compact(int column, int levels)
    {
        int from = _text.Length;
        int inner = column + 2;
        Value(inner, $"{Name()}:", levels - 1, isKey: true);
        _text[from + column] = '-';
        if (random.Next(2) == 0)
            Entries(inner, levels - 1);
    }

    private void Block(int column, int inner, string before)
    {
        string[] chomps = ["", "-", "+"];
        Line(column, $"{before} {(random.Next(2) == 0 ? "|" : ">")}{chomps[random.Next(3)]}{Comment()}");
        uint lines = random.Next(4);
        for (uint i = 0; i < lines; i++)
        {
            if (i > 0 && random.Next(4) == 0)
                _text.Append('\n');
            Line(inner, random.Next(2) == 0 ? "some text # no comment" : "- looks: like");
        }

        if (random.Next(3) == 0)
            _text.Append("\n\n");
    }

    private string Flow(int levels)
    {
        uint count = random.Next(4);
        string gap = random.Next(2) == 0 ? " " : "";
        StringBuilder parts = new();
        bool isMap = random.Next(2) == 0;
        for (uint i = 0; i < count; i++)
        {
            string value = levels > 0 && random.Next(4) == 0 ? Flow(levels - 1) : Scalar(inFlow: true);
            parts.Append(i > 0 ? "," + gap : "").Append(isMap ? random.Next(3) == 0 ? $"\"{Name()}\": {value}" : $"{Name()}: {value}" : value);
        }

        return (isMap ? "{" : "[") + parts + (count > 0 && random.Next(6) == 0 ? "," : "") + (isMap ? "}" : "]");
    }

    private string Scalar(bool inFlow)
    {
        string word = Words[random.Next((uint)Words.Length)];
        bool isSimple = word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '=');
        return random.Next(3) switch
        {
            0 => $"'{word.Replace("'", "''", StringComparison.Ordinal)}'",
            1 => $"\"{word.Replace("\t", "\\t", StringComparison.Ordinal)}\"",
            _ => isSimple ? word : inFlow ? "plain" : "plain words, [and] {more}",
        };
    }

    private string Comment() => random.Next(4) switch { 0 => " # why", 1 => "  #\ttabbed ", _ => "" };

    private string Name() => string.Create(CultureInfo.InvariantCulture, $"k{_names++}");

    private void Trivia(int column)
    {
        if (random.Next(6) == 0)
            _text.Append('\n');
        if (random.Next(6) == 0)
            Line(column, "# above");
    }

    private void Line(int column, string line) => _text.Append(' ', column).Append(line).Append('\n');
}
