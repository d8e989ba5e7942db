using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Coalmine.Manifests.Diagnostics;

namespace Coalmine.Notebooks.Documents;

/// <summary>Finds where in a notebook's file the lines of its cells stand, so that a message leads an editor there.</summary>
internal static class CellPlaces
{
    /// <summary>For each cell the places of its lines: of every string in its source.</summary>
    public static ImmutableArray<ImmutableArray<TextPosition>> Of(byte[] json)
    {
        ImmutableArray<ImmutableArray<TextPosition>>.Builder cells = ImmutableArray.CreateBuilder<ImmutableArray<TextPosition>>();
        ImmutableArray<TextPosition>.Builder lines = ImmutableArray.CreateBuilder<TextPosition>();
        LineCounter counter = new(json);
        Utf8JsonReader reader = new(json);
        string top = "";
        string inCell = "";
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
                top = reader.GetString() ?? "";
            if (top != "cells")
                continue;
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 3)
                inCell = reader.GetString() ?? "";
            else if (reader.TokenType == JsonTokenType.String && inCell == "source" && reader.CurrentDepth is 3 or 4)
                lines.Add(counter.At((int)reader.TokenStartIndex));
            else if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 2)
                (inCell, _) = ("", Finish(cells, lines));
        }

        return cells.ToImmutable();
    }

    private static bool Finish(ImmutableArray<ImmutableArray<TextPosition>>.Builder cells, ImmutableArray<TextPosition>.Builder lines)
    {
        cells.Add(lines.ToImmutable());
        lines.Clear();
        return true;
    }

    // Offsets only grow, so that the text is gone through once.
    private sealed class LineCounter(byte[] json)
    {
        private int _line = 1;
        private int _start;
        private int _read;

        public TextPosition At(int offset)
        {
            for (; _read < offset; _read++)
                if (json[_read] == (byte)'\n')
                    (_line, _start) = (_line + 1, _read + 1);
            return new TextPosition(_line, Encoding.UTF8.GetCharCount(json, _start, offset - _start) + 1);
        }
    }
}
