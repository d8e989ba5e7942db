namespace Coalmine.Architecture.Tests.Budgets;

/// <summary>How much there may be of one thing.</summary>
internal static class Budget
{
    /// <summary>Lines of a file.</summary>
    public const int FileLines = 400;

    /// <summary>Lines that half the files of src stay within.</summary>
    public const int MedianFileLines = 80;

    /// <summary>Lines that nine in ten files of src stay within.</summary>
    public const int NinthDecileFileLines = 200;

    /// <summary>Columns of a line of src.</summary>
    public const int Columns = 160;

    /// <summary>Columns of a line of a test: an expected sentence stands on one line, as a person will read it.</summary>
    public const int TestColumns = 185;

    /// <summary>Lines of a method, from its signature to its closing brace.</summary>
    public const int MethodLines = 70;

    /// <summary>Parameters of a method; beyond it they deserve a record. The fields of a record have names at every use and are not counted.</summary>
    public const int Parameters = 6;

    /// <summary>Lines of a room's README: two screens.</summary>
    public const int RoomReadmeLines = 120;

    /// <summary>Files that are longer than they should be, and why.</summary>
    public static readonly Tree.KnownException[] LongFiles = [];

    /// <summary>Methods that are longer than they should be, and why.</summary>
    public static readonly Tree.KnownException[] LongMethods = [];

    /// <summary>Methods with more parameters than they should have, and why.</summary>
    public static readonly Tree.KnownException[] ManyParameters = [];
}
