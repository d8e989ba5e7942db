using Coalmine.Manifests.Diagnostics;
using YamlDotNet.Core;

namespace Coalmine.Manifests.Documents;

/// <summary>
/// Lines and columns of a text as editors count them: lines end with a line feed, a carriage return, or both. The parser's own count has more lines, since
/// YAML 1.1 also ends lines with U+0085, U+2028 and U+2029, and at the end of a text without a last line break.
/// </summary>
internal sealed class LineTable
{
    private readonly int _length;
    private readonly List<int> _starts = [0];

    /// <summary>Finds the lines of a text.</summary>
    public LineTable(string text)
    {
        _length = text.Length;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                _starts.Add(i + 1);
        }
    }

    /// <summary>A mark of the parser as a place. Cost: the logarithm of the number of lines.</summary>
    public TextPosition Of(in Mark mark)
    {
        int offset = (int)Math.Clamp(mark.Index, 0, _length);
        int found = _starts.BinarySearch(offset);
        int line = found >= 0 ? found : ~found - 1;
        return new TextPosition(line + 1, offset - _starts[line] + 1);
    }
}
