using System.Text.Json;
using Coalmine.Rollouts.Plan;

namespace Coalmine.Rollouts.Journal.Text;

/// <summary>Goes through one line's JSON strictly: values are asked for by kind and range, unknown and repeated keys are refused where they stand.</summary>
internal ref struct LineCursor
{
    private Utf8JsonReader _json;
    private long _closed;

    /// <summary>Begins a line.</summary>
    public LineCursor(ReadOnlySpan<byte> line)
    {
        _json = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = JournalLimits.MostDepth });
        Advance();
    }

    /// <summary>Whether the value that stands here is <c>null</c>; goes past it then.</summary>
    public bool TryNull()
    {
        if (_json.TokenType != JsonTokenType.Null)
            return false;
        Advance();
        return true;
    }

    /// <summary>What kind of value stands here.</summary>
    public readonly JsonTokenType Kind => _json.TokenType;

    /// <summary>Nothing but the line's end may follow.</summary>
    public void End()
    {
        if (_json.TokenType != JsonTokenType.None)
            Fail("more after the line's value");
    }

    /// <summary>Enters an object.</summary>
    public void BeginObject(string what)
    {
        if (_json.TokenType != JsonTokenType.StartObject)
            Fail($"{Shown()} where {what} is expected, an object");
        Advance();
    }

    /// <summary>Goes to the next key of an object; false at its end, past which it goes.</summary>
    /// <param name="keys">The keys that are allowed.</param>
    /// <param name="seen">The keys seen so far, a bit each.</param>
    /// <param name="key">Index of the key.</param>
    public bool NextKey(ReadOnlySpan<string> keys, ref uint seen, out int key)
    {
        key = -1;
        if (_json.TokenType == JsonTokenType.EndObject)
        {
            _closed = _json.TokenStartIndex;
            Advance();
            return false;
        }

        string read = String("the key");
        key = keys.IndexOf(read);
        if (key < 0)
            Fail($"unknown key '{Shortened(read)}'; allowed are {string.Join(", ", keys!)}");
        if ((seen >> key & 1) != 0)
            Fail($"the key '{read}' stands here twice");
        seen |= 1u << key;
        Advance();
        return true;
    }

    /// <summary>Goes to the next key of an object whose keys are free; false at its end, past which it goes.</summary>
    public bool NextName(out string name)
    {
        bool isThere = _json.TokenType != JsonTokenType.EndObject;
        name = isThere ? String("the key") : "";
        Advance();
        return isThere;
    }

    /// <summary>Refuses the object that has just been left, at its end, if it lacks keys.</summary>
    /// <param name="keys">The keys that are allowed.</param>
    /// <param name="seen">The keys seen.</param>
    /// <param name="required">How many of them, the first ones, must be there.</param>
    public readonly void Require(ReadOnlySpan<string> keys, uint seen, int required)
    {
        for (int key = 0; key < required; key++)
            if ((seen >> key & 1) == 0)
                throw new LineFault(_closed, $"the key '{keys[key]}' is missing before this place");
    }

    /// <summary>Enters an array.</summary>
    public void BeginArray(string what)
    {
        if (_json.TokenType != JsonTokenType.StartArray)
            Fail($"{Shown()} where {what} is expected, an array");
        Advance();
    }

    /// <summary>Whether another item stands here; false at the array's end, past which it goes.</summary>
    /// <param name="had">Items had so far; more than are allowed are refused.</param>
    /// <param name="most">Items that are allowed.</param>
    public bool NextItem(int had, int most = JournalLimits.MostItems)
    {
        if (_json.TokenType == JsonTokenType.EndArray)
        {
            Advance();
            return false;
        }

        if (had >= most)
            Fail($"more than {most} items");
        return true;
    }

    /// <summary>A whole number.</summary>
    public long Whole(string what, long least, long most)
    {
        if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt64(out long value) || value < least || value > most)
        {
            Fail($"{Shown()} where {what} is expected, a whole number from {least} to {most}");
            return 0;
        }

        Advance();
        return value;
    }

    /// <summary>A whole number from 0 that fits into 32 bits.</summary>
    public int Count(string what) => (int)Whole(what, 0, int.MaxValue);

    /// <summary>A moment in nanoseconds.</summary>
    public Moment Moment(string what) => new(Whole(what, long.MinValue, long.MaxValue));

    /// <summary>Any number; <c>null</c> is NaN, and infinities are the strings <c>+Inf</c> and <c>-Inf</c>.</summary>
    public double Number(string what)
    {
        double value = _json.TokenType switch
        {
            JsonTokenType.Null => double.NaN,
            JsonTokenType.Number when _json.TryGetDouble(out double read) && double.IsFinite(read) => read,
            JsonTokenType.String when _json.ValueTextEquals("+Inf"u8) => double.PositiveInfinity,
            JsonTokenType.String when _json.ValueTextEquals("-Inf"u8) => double.NegativeInfinity,
            _ => throw Fault($"{Shown()} where {what} is expected, a number, null, \"+Inf\" or \"-Inf\""),
        };
        Advance();
        return value;
    }

    /// <summary>True or false.</summary>
    public bool Flag(string what)
    {
        if (_json.TokenType is not (JsonTokenType.True or JsonTokenType.False))
            Fail($"{Shown()} where {what} is expected, true or false");
        bool value = _json.GetBoolean();
        Advance();
        return value;
    }

    /// <summary>A text.</summary>
    public string Text(string what)
    {
        if (_json.TokenType != JsonTokenType.String)
            Fail($"{Shown()} where {what} is expected, a text");
        if (_json.ValueSpan.Length > JournalLimits.MostCharacters)
            Fail($"{what} is longer than {JournalLimits.MostCharacters} bytes");
        string value = String(what);
        Advance();
        return value;
    }

    /// <summary>The member that a name stands for.</summary>
    public T Name<T>(string what, NameTable<T> table)
        where T : struct, Enum
    {
        LineCursor before = this;
        string read = Text(what);
        return table.Find(read) ?? throw before.Fault($"'{Shortened(read)}' where {what} is expected; allowed are {string.Join(", ", table.Names)}");
    }

    /// <summary>Refuses the line here.</summary>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public readonly void Fail(string message) => throw Fault(message);

    /// <summary>A refusal of the line here.</summary>
    public readonly LineFault Fault(string message) => new(_json.TokenStartIndex, message);

    private void Advance()
    {
        // After the value at the root the reader finds white space only, or throws at what it finds.
        if (!_json.Read())
            _json = default;
    }

    private readonly string String(string what)
    {
        try
        {
            return _json.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no UTF-8, or halves of a character.
            throw Fault($"{what} is no well-formed text");
        }
    }

    private readonly string Shown() => _json.TokenType switch
    {
        JsonTokenType.None => "the line's end",
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.EndArray => "an array's end",
        JsonTokenType.EndObject => "an object's end",
        JsonTokenType.String => "a text",
        _ => $"'{Shortened(System.Text.Encoding.UTF8.GetString(_json.ValueSpan))}'",
    };

    private static string Shortened(string text) => text.Length <= 40 ? text : $"{text[..40]}...";
}
