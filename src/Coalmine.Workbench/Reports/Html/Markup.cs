using System.Globalization;
using System.Net;
using System.Text;

namespace Coalmine.Workbench.Reports.Html;

/// <summary>Writes HTML: whatever is given as text or as an attribute's value is escaped.</summary>
internal sealed class Markup
{
    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = [];

    /// <summary>Opens an element; it is closed by <see cref="Close"/>.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="attributes">Names and values.</param>
    public Markup Open(string tag, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _open.Push(tag);
        _text.Append('<').Append(tag);
        foreach ((string name, string value) in attributes)
            _text.Append(' ').Append(name).Append("=\"").Append(WebUtility.HtmlEncode(value)).Append('"');
        _text.Append('>');
        return this;
    }

    /// <summary>Closes the element that was opened last.</summary>
    public Markup Close()
    {
        string tag = _open.Pop();
        _text.Append("</").Append(tag).Append('>');
        if (tag is "p" or "li" or "tr" or "section" or "div" or "figure" or "table" or "ul" or "h2" or "h1" or "details" or "header")
            _text.Append('\n');
        return this;
    }

    /// <summary>An element with a text.</summary>
    public Markup Element(string tag, string text, params ReadOnlySpan<(string Name, string Value)> attributes) => Open(tag, attributes).Text(text).Close();

    /// <summary>A text; a percent sign stays with its number.</summary>
    public Markup Text(string text)
    {
        _text.Append(WebUtility.HtmlEncode(text).Replace(" %", "\u00A0%", StringComparison.Ordinal));
        return this;
    }

    /// <summary>Text that is markup already, or stands where none is read.</summary>
    public Markup Raw(string text)
    {
        _text.Append(text);
        return this;
    }

    /// <summary>A number as an attribute carries it; empty for what is none.</summary>
    public static string Number(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture) : "";

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
