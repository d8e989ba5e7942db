using Coalmine.Notebooks.Showing;

namespace Coalmine.Notebooks;

/// <summary>
/// Shows values: in a cell of <c>coalmine notebook run</c> as tables and pictures, anywhere else as text on the console.
/// </summary>
public static class DisplayExtensions
{
    /// <summary>Shows a value, now; what a cell ends with is shown without being asked for.</summary>
    /// <typeparam name="T">What is shown: a result of <see cref="Lab"/>, a <see cref="Picture"/>, rows of a table, or anything with a text.</typeparam>
    /// <param name="value">The value.</param>
    public static void Display<T>(this T value)
    {
        foreach (Shown shown in Presentation.Of(value))
            DisplayTarget.Show(shown);
    }
}
