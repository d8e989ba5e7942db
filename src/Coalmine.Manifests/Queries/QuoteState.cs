namespace Coalmine.Manifests.Queries;

/// <summary>Whether a place in a query stands within quotes; walks the query once, from its beginning.</summary>
internal struct QuoteState
{
    private char _open;
    private bool _isEscaped;
    private bool _isComment;

    /// <summary>Whether the walk stands within quotes.</summary>
    public readonly bool IsInside => _open != '\0';

    /// <summary>Walks over the next stretch.</summary>
    public void Pass(ReadOnlySpan<char> text)
    {
        foreach (char letter in text)
        {
            if (_isComment)
                _isComment = letter != '\n';
            else if (_isEscaped)
                _isEscaped = false;
            else if (IsInside)
                _open = Within(letter);
            else if (letter == '#')
                _isComment = true;
            else if (letter is '"' or '\'' or '`')
                _open = letter;
        }
    }

    private char Within(char letter)
    {
        _isEscaped = letter == '\\' && _open != '`';
        return letter == _open ? '\0' : _open;
    }
}
