using System.Text;

namespace Coalmine.PromQL.Bindings;

/// <summary>
/// Makes up a text that a pattern may accept: the first way through every choice, one turn through every repetition. A guess, to be held against the pattern.
/// </summary>
public sealed class PatternSample
{
    // Longer patterns are no names, and walking them costs depth.
    private const int Longest = 1000;

    private readonly string _pattern;
    private readonly StringBuilder _sample = new();
    private int _at;

    private PatternSample(string pattern) => _pattern = pattern;

    /// <summary>A sample of each top-level alternative; none for patterns longer than 1,000 characters.</summary>
    /// <param name="pattern">The pattern, in RE2 syntax.</param>
    public static IEnumerable<string> Of(string pattern)
    {
        if (pattern.Length > Longest)
            yield break;
        PatternSample whole = new(pattern);
        while (whole._at <= pattern.Length)
        {
            whole._sample.Clear();
            whole.Walk(isInside: false);
            yield return whole._sample.ToString();
            // What ends an alternative: a bar, the end, or a parenthesis too many.
            whole._at++;
        }
    }

    private void Walk(bool isInside)
    {
        while (_at < _pattern.Length && _pattern[_at] != '|' && _pattern[_at] != ')')
        {
            int before = _sample.Length;
            One();
            Repeat(before);
        }

        if (!isInside)
            return;
        // The other alternatives of a group are passed over.
        int length = _sample.Length;
        while (_at < _pattern.Length && _pattern[_at] == '|')
        {
            _at++;
            Walk(isInside: false);
        }

        _sample.Length = length;
        _at++;
    }

    private void One()
    {
        char c = _pattern[_at++];
        switch (c)
        {
            case '(':
                if (_at + 1 < _pattern.Length && _pattern[_at] == '?' && _pattern[_at + 1] == ':')
                    _at += 2;
                Walk(isInside: true);
                break;
            case '[':
                _sample.Append(Class());
                break;
            // Between the parts of a host name a point means itself more often than not, and it stands for itself anyway.
            case '.':
                bool isBetween = _at > 1 && _at < _pattern.Length && char.IsAsciiLetterOrDigit(_pattern[_at - 2]) && char.IsAsciiLetter(_pattern[_at]);
                _sample.Append(isBetween ? '.' : 'x');
                break;
            case '^' or '$':
                break;
            case '\\' when _at < _pattern.Length:
                char escaped = _pattern[_at++];
                _sample.Append(escaped switch { 'd' => '1', 'w' or 'S' or 'D' => 'x', 's' => ' ', _ => escaped });
                break;
            default:
                _sample.Append(c);
                break;
        }
    }

    private char Class()
    {
        bool isNegated = _at < _pattern.Length && _pattern[_at] == '^';
        if (isNegated)
            _at++;
        char first = _at < _pattern.Length ? _pattern[_at] : 'x';
        if (first == '\\' && _at + 1 < _pattern.Length)
            first = _pattern[_at + 1] switch { 'd' => '1', 'w' => 'x', var other => other };
        int end = _pattern.IndexOf(']', Math.Min(_at + 1, _pattern.Length));
        _at = end < 0 ? _pattern.Length : end + 1;
        return isNegated ? 'x' : first;
    }

    private void Repeat(int before)
    {
        if (_at >= _pattern.Length)
            return;
        if (_pattern[_at] is '*' or '+' or '?')
        {
            _at++;
            if (_at < _pattern.Length && _pattern[_at] == '?')
                _at++;
        }
        else if (_pattern[_at] == '{')
        {
            int end = _pattern.IndexOf('}', _at);
            if (end < 0)
                return;
            string least = _pattern[(_at + 1)..end].Split(',')[0];
            _at = end + 1;
            string once = _sample.ToString(before, _sample.Length - before);
            for (int turn = 1; int.TryParse(least, out int turns) && turn < Math.Min(turns, 64); turn++)
                _sample.Append(once);
        }
    }
}
